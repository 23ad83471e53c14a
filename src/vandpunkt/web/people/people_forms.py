"""The forms that accounts, areas and assignments are kept with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.roles import Role
from vandpunkt.web.fields import DayField


def role_choices(roles: tuple[Role, ...] = tuple(Role)) -> list[tuple[str, str]]:
    """Roles to choose between."""
    return [(role.value, gettext(role.title)) for role in roles]


class RolesForm(forms.Form):
    """The roles of a person."""

    roles = forms.MultipleChoiceField(label=_("Roller"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["roles"]
        field.choices = role_choices()

    def chosen(self) -> frozenset[Role]:
        """The roles as chosen."""
        return frozenset(Role(value) for value in self.cleaned_data["roles"])


class PersonForm(RolesForm):
    """A new user."""

    username = forms.CharField(
        label=_("Användarnamn"), max_length=150, help_text=_("Som i er egen inloggning, om ni har en.")
    )
    name = forms.CharField(label=_("Namn"), max_length=150)
    email = forms.CharField(label=_("E-post"), max_length=254, required=False)
    field_order = ("username", "name", "email", "roles")


class PasswordForm(forms.Form):
    """A password of one's own."""

    password = forms.CharField(
        label=_("Lösenord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("Minst tolv tecken. En mening som du minns är bra."),
    )
    password_again = forms.CharField(
        label=_("Lösenordet igen"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        given = super().clean() or {}
        if given.get("password_again") and given.get("password") != given["password_again"]:
            self.add_error("password_again", gettext("Lösenorden är inte lika. Skriv samma två gånger."))
        return given


class ChangePasswordForm(PasswordForm):
    """Another password, by who knows the one of today."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = gettext("Nytt lösenord")
        self.fields["password_again"].label = gettext("Det nya lösenordet igen")

    current_password = forms.CharField(
        label=_("Lösenordet som du har nu"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    field_order = ("current_password", "password", "password_again")


class CodeForm(forms.Form):
    """A code of a telephone, or a backup code."""

    code = forms.CharField(
        label=_("Kod"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class AreaForm(forms.Form):
    """A new area."""

    name = forms.CharField(label=_("Områdets namn"), max_length=200)


class AreaSchoolsForm(forms.Form):
    """The schools of an area."""

    schools = forms.MultipleChoiceField(label=_("Skolor"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["schools"]
        field.choices = choices


class AssignmentForm(forms.Form):
    """Who holds which role, from when to when."""

    role = forms.ChoiceField(label=_("Roll"))
    username = forms.ChoiceField(label=_("Användare"), required=False)
    name = forms.CharField(
        label=_("Namn i den offentliga rollen"),
        max_length=200,
        required=False,
        help_text=_("För den som inte har ett eget konto."),
    )
    start = DayField(label=_("Från och med"), help_text=_("Till exempel 1 augusti 2025."))
    end = DayField(label=_("Till och med"), required=False, help_text=_("Tomt: tills vidare."))

    def __init__(
        self, *args: Any, roles: tuple[Role, ...], users: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = role_choices(roles)
        username: Any = self.fields["username"]
        username.choices = [("", gettext("Ingen: skriv ett namn nedan")), *users]


class EndAssignmentForm(forms.Form):
    """When an assignment ends."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    end = DayField(label=_("Till och med"), required=False, help_text=_("Tomt: tills vidare."))

"""What all pages of the register's administration have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Field, JSONField, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from vandpunkt.register.change_lines import change_lines


class LinesField(forms.CharField):
    """A list of texts, written one a line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})
    default_help_text = _("Skriv ett namn på varje rad.")

    def prepare_value(self, value: Any) -> str:
        """The list as lines."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value or ""

    def clean(self, value: Any) -> list[str]:
        """The lines as a list, blank ones left out."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class KeptAdmin(admin.ModelAdmin):
    """Rows that people change: every version is kept and can be looked at, nothing is removed."""

    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody removes: a row that no longer holds is changed, and its history stays."""
        return False

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Lists of names are written one a line."""
        if isinstance(db_field, JSONField):
            return LinesField(
                label=db_field.verbose_name, required=False, help_text=LinesField.default_help_text
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every change of a row, newest first: when, by whom, and what it was and became."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Historik"),
            "subtitle": str(row),
            "object": row,
            "opts": self.opts,
            "changes": change_lines(row),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "register/history.html", context)


class PublishedAdmin(admin.ModelAdmin):
    """Rows that come from publications: to look at, never to change by hand."""

    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are added by an import."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What was published stands as it was published."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Every version stays."""
        return False

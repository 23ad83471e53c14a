"""Interventions and the documents that they were read from, in the administration."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Field, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vandpunkt.domain.periods import Period
from vandpunkt.register.accepting import accept
from vandpunkt.register.admin.kept import KeptAdmin
from vandpunkt.register.models import Intervention, InterventionPartner, SourceDocument
from vandpunkt.register.versions import keep_versions

MOST_SHOWN = 90
MOMENTS = ("start", "end", "in_use_from", "follow_on_start", "follow_on_end")


class AcceptedFilter(admin.SimpleListFilter):
    """Rows that count, or proposals that wait for a person."""

    title = _("godtagen")
    parameter_name = "accepted"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """The two choices."""
        return (("yes", _("godtagna")), ("no", _("förslag")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the choice."""
        if self.value() is None:
            return queryset
        return queryset.filter(accepted_at__isnull=self.value() == "no")


class PartnerInline(admin.TabularInline):
    """The partners of one intervention, in order."""

    model = InterventionPartner
    extra = 0
    autocomplete_fields = ("partner",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Taking a partner off a row is a change of the row, kept in its version."""
        return self.has_change_permission(request, obj)


@admin.register(Intervention)
class InterventionAdmin(KeptAdmin):
    """Support at schools. A row that is changed gets one new version, its partners included."""

    list_display = ("school", "stated", "period", "status", "accepted_by")
    list_filter = (AcceptedFilter, "planned", "status", "programme", "source_document")
    list_select_related = ("school_unit", "programme")
    search_fields = ("school_unit__name", "school_unit__code", "programme__name", "wording")
    autocomplete_fields = ("school_unit", "programme", "continues")
    readonly_fields = (
        "source_document",
        "source_page",
        "source_start",
        "source_end",
        "confidence",
        "funding",
        "accepted_at",
        "accepted_by",
    )
    inlines = (PartnerInline,)
    actions = ("accept_proposals",)

    @admin.display(description=_("skola"), ordering="school_unit__name")
    def school(self, row: Intervention) -> str:
        """The school's name."""
        return row.school_unit.name

    @admin.display(description=_("ordalydelse"), ordering="wording")
    def stated(self, row: Intervention) -> str:
        """The wording, as much of it as a list has room for."""
        return Truncator(row.wording).chars(MOST_SHOWN)

    @admin.display(description=_("period"), ordering="start")
    def period(self, row: Intervention) -> str:
        """From when to when, "" where nothing is stated."""
        stated = Period.from_codes(row.start, row.end, row.ongoing)
        return str(stated) if row.start or row.end else ""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Moments are explained where they are written."""
        if db_field.name in MOMENTS:
            kwargs["help_text"] = _("År (2022), termin (2022ht) eller läsår (2022/23).")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Intervention, form: ModelForm[Any], change: bool) -> None:
        """Save the row; its version is written when the partners are saved too."""
        obj.skip_history_when_saving = True  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the partners, and write the version of the whole."""
        super().save_related(request, form, formsets, change)
        keep_versions([form.instance], by=request.user.get_username(), now=timezone.now(), made=not change)

    @admin.action(description=_("Godta de valda förslagen"), permissions=["change"])
    def accept_proposals(self, request: HttpRequest, queryset: QuerySet[Intervention]) -> None:
        """Let the chosen proposals count from now on."""
        by = request.user.get_username()
        accepted = accept(queryset.values_list("pk", flat=True), by=by, now=timezone.now())
        self.message_user(
            request, gettext("{count} insatser är godtagna.").format(count=len(accepted)), messages.SUCCESS
        )


@admin.register(SourceDocument)
class SourceDocumentAdmin(KeptAdmin):
    """Documents that interventions were read from; what was read is not changed."""

    list_display = ("title", "dnr", "kind", "file_name", "read_at", "read_by")
    list_filter = ("kind",)
    search_fields = ("title", "dnr", "file_name", "sha256")
    readonly_fields = ("sha256", "file_name", "page_texts", "read_at", "read_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Documents come from readings."""
        return False

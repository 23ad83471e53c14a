"""Published figures and their sources in the administration: to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vandpunkt.register.admin.kept import PublishedAdmin
from vandpunkt.register.models import Indicator, Result, SourceSnapshot


class InForceFilter(admin.SimpleListFilter):
    """Figures in force, or those that a corrected publication has superseded."""

    title = _("gäller")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """The two choices."""
        return (("yes", _("gäller nu")), ("no", _("ersatta")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The figures of the choice."""
        if self.value() is None:
            return queryset
        return queryset.filter(superseded_at__isnull=self.value() == "yes")


@admin.register(Indicator)
class IndicatorAdmin(PublishedAdmin):
    """What figures measure."""

    list_display = ("name", "slug", "unit", "decimals")


@admin.register(SourceSnapshot)
class SourceSnapshotAdmin(PublishedAdmin):
    """Publications that have been recorded."""

    list_display = (
        "title",
        "kind",
        "recorded_at",
        "recorded_by",
        "rows_read",
        "figures_new",
        "figures_changed",
        "rows_refused",
    )
    list_filter = ("kind",)
    search_fields = ("title", "address", "sha256")
    date_hierarchy = "recorded_at"


@admin.register(Result)
class ResultAdmin(PublishedAdmin):
    """Every version of every figure. An inferred cohort is not shown."""

    list_display = (
        "school_unit",
        "school_year",
        "text",
        "indicator",
        "printed_cohort",
        "source",
        "recorded_at",
        "superseded_at",
    )
    list_filter = (InForceFilter, "indicator", "school_year", "source")
    list_select_related = ("school_unit", "indicator")
    search_fields = ("school_unit__name", "school_unit__code")
    show_full_result_count = False
    fields = (
        "school_unit",
        "indicator",
        "school_year",
        "text",
        "printed_cohort",
        "source",
        "snapshot",
        "recorded_at",
        "superseded_at",
    )

    @admin.display(description=_("avgångselever"))
    def printed_cohort(self, row: Result) -> int | None:
        """The number of pupils where the source prints it."""
        return None if row.cohort_inferred else row.cohort

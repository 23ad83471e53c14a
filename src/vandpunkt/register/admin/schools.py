"""Schools and areas in the administration."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from vandpunkt.register.admin.kept import KeptAdmin
from vandpunkt.register.models import Area, SchoolUnit


@admin.register(Area)
class AreaAdmin(KeptAdmin):
    """The areas that our schools are divided into."""

    list_display = ("name",)
    search_fields = ("name",)


@admin.register(SchoolUnit)
class SchoolUnitAdmin(KeptAdmin):
    """School units. Whether one is our own follows from the operator's number, and is not changed by hand."""

    list_display = ("name", "code", "municipality", "operator", "own", "has_year_nine", "area")
    list_filter = ("own", "has_year_nine", "operator_type", "area", "municipality")
    list_select_related = ("area",)
    search_fields = ("name", "code", "municipality", "operator", "operator_number")
    autocomplete_fields = ("area",)
    readonly_fields = ("own", "described_by", "described_for")

    def get_readonly_fields(self, request: HttpRequest, obj: SchoolUnit | None = None) -> tuple[str, ...]:
        """The code is the identity of a unit that exists."""
        return (*self.readonly_fields, "code") if obj else self.readonly_fields

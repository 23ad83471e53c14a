"""The catalogue in the administration: programmes and partners."""

from django.contrib import admin

from vandpunkt.register.admin.kept import KeptAdmin
from vandpunkt.register.models import Partner, Programme


@admin.register(Partner)
class PartnerAdmin(KeptAdmin):
    """Who gives support or gives it together with a school."""

    list_display = ("name", "aliases")
    search_fields = ("name", "aliases")


@admin.register(Programme)
class ProgrammeAdmin(KeptAdmin):
    """The catalogue of support."""

    list_display = ("name", "abbreviation", "proposed")
    list_filter = ("proposed", "partners")
    search_fields = ("name", "abbreviation", "aliases", "purpose")
    filter_horizontal = ("partners",)
    readonly_fields = ("slug",)

"""Fits of the results model and computed effects in the administration: to look at."""

from __future__ import annotations

from django.contrib import admin

from vandpunkt.register.admin.kept import PublishedAdmin
from vandpunkt.register.models import EffectFit, ModelFit, Standing


@admin.register(ModelFit)
class ModelFitAdmin(PublishedAdmin):
    """When the model was fitted, by whom, and how long it took."""

    list_display = ("fitted_at", "fitted_by", "threshold", "seconds")


@admin.register(Standing)
class StandingAdmin(PublishedAdmin):
    """Where each school stands by a fit."""

    list_display = ("school_unit", "fit", "below_threshold")
    list_select_related = ("school_unit", "fit")
    list_filter = ("fit",)
    search_fields = ("school_unit__name", "school_unit__code")


@admin.register(EffectFit)
class EffectFitAdmin(PublishedAdmin):
    """The computed effects of programmes."""

    list_display = ("programme", "verdict", "computed_at", "computed_by")
    list_select_related = ("programme",)
    list_filter = ("verdict",)

"""What all pages of the register's administration have in common."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin


class KeptAdmin(SimpleHistoryAdmin):
    """Rows that people change: every version is kept and can be looked at, nothing is removed."""

    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody removes: a row that no longer holds is changed, and its history stays."""
        return False


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

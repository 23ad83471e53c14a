"""Cases in the administration: the case with everything that belongs to it on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from vandpunkt.cases.models import (
    Attachment,
    Case,
    CaseSchool,
    OwnText,
    Question,
    Sender,
    Signatory,
    Statement,
    Step,
)
from vandpunkt.cases.path.moving import path_when_decided
from vandpunkt.cases.watched_promises import watch_when_decided


class SchoolInline(admin.TabularInline):
    """The schools of a case, in the order of the inquiry."""

    model = CaseSchool
    extra = 0
    autocomplete_fields = ("school_unit",)


class SenderInline(admin.TabularInline):
    """Who sent the inquiry."""

    model = Sender
    extra = 0


class QuestionInline(admin.TabularInline):
    """What the inquiry asks."""

    model = Question
    extra = 0


class StepInline(admin.TabularInline):
    """The path of the case; every change of a step is kept."""

    model = Step
    extra = 0


class OwnTextInline(admin.StackedInline):
    """What the officer has written; every change is kept."""

    model = OwnText
    extra = 0


class SignatoryInline(admin.TabularInline):
    """Who signs."""

    model = Signatory
    extra = 0


class AttachmentInline(admin.TabularInline):
    """What is attached."""

    model = Attachment
    extra = 0


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):
    """A case on one page. Cases are never removed: what has been asked stays asked."""

    list_display = ("dnr", "title", "board", "opened_at")
    search_fields = ("dnr", "title")
    prepopulated_fields = {"slug": ("dnr",)}  # noqa: RUF012 - Django's admin reads a plain dict
    inlines = (
        SchoolInline,
        QuestionInline,
        StepInline,
        OwnTextInline,
        SenderInline,
        SignatoryInline,
        AttachmentInline,
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """When the board's decision is recorded, what the answer said is planned is watched from then on."""
        super().save_related(request, form, formsets, change)
        user: Any = request.user
        by = user.get_full_name() or user.get_username()
        path_when_decided(form.instance.slug, by=by, now=now())
        watch_when_decided(form.instance.slug, by=by, now=now())

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody removes a case."""
        return False


@admin.register(Statement)
class StatementAdmin(admin.ModelAdmin):
    """The statements that have been built: to look at, never to change."""

    list_display = ("statement", "built_at", "built_by")
    list_select_related = ("case",)
    exclude = ("tree",)

    @admin.display(description=_("tjänsteutlåtande"))
    def statement(self, row: Statement) -> str:
        """The case's number and the statement's."""
        return str(row)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A statement is built, not written."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What was built stands as it was built."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Every statement stays."""
        return False

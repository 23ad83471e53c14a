"""Questions that an officer has answered in their own text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from vandpunkt.cases.models.case import Case, Question


class AnsweredMark(models.Model):
    """The officer says that a question is answered for a school and a window, and where in the text."""

    class Window(models.TextChoices):
        """The two spans of years that a case asks about."""

        PAST = "past", _("tidigare stöd")
        PLANNED = "planned", _("planerat stöd")

    case = models.ForeignKey(Case, models.CASCADE, related_name="answered_marks", verbose_name=_("ärende"))
    question = models.ForeignKey(
        Question, models.CASCADE, related_name="answered_marks", verbose_name=_("fråga")
    )
    school_unit = models.ForeignKey(
        "register.SchoolUnit", models.PROTECT, related_name="answered_marks", verbose_name=_("skolenhet")
    )
    window = models.CharField(_("år"), max_length=10, choices=Window.choices)
    place = models.CharField(_("var i texten"), max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("besvarad i egen text")
        verbose_name_plural = _("besvarade i egen text")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint("case", "question", "school_unit", "window", name="answered_once"),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.school_unit} {self.get_window_display()}"

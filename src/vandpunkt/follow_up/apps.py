"""The Django app of the follow-up."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowUpConfig(AppConfig):
    """Dialogues about schools, what was agreed, what was promised, and the quality cycle of each school."""

    name = "vandpunkt.follow_up"
    label = "follow_up"
    verbose_name = _("Uppföljning")

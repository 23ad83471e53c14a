"""The tables of the follow-up."""

from vandpunkt.follow_up.models.action import Action, Reminder
from vandpunkt.follow_up.models.calendar import CalendarAddress
from vandpunkt.follow_up.models.dialogue import FollowUp, InterventionState
from vandpunkt.follow_up.models.promise import Promise
from vandpunkt.follow_up.models.quality import QualityCycle, QualityPart
from vandpunkt.follow_up.models.sign import Observation, Sign

__all__ = (
    "Action",
    "CalendarAddress",
    "FollowUp",
    "InterventionState",
    "Observation",
    "Promise",
    "QualityCycle",
    "QualityPart",
    "Reminder",
    "Sign",
)

"""What the page of a school tells of its follow-up: dialogues in short, and what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vandpunkt.follow_up.actions import OPEN, ActionRow, told_actions, with_all
from vandpunkt.follow_up.models import Action
from vandpunkt.register.models import SchoolUnit
from vandpunkt.register.rows_with import rows_with


@dataclass(frozen=True)
class HeldDialogue:
    """A dialogue in short."""

    id: int
    day: date
    seen: str
    made_up: bool


@dataclass(frozen=True)
class FollowedSchool:
    """The dialogues about a school, newest first, and its open actions, by due day."""

    held: tuple[HeldDialogue, ...] = ()
    actions: tuple[ActionRow, ...] = ()


def followed_school(code: str) -> FollowedSchool:
    """What has been agreed with a school; nothing for one that the register lacks.

    One query, and one where people own any of the actions by name.
    """
    still_open = with_all(Action.objects.filter(state=OPEN))
    for school in rows_with(SchoolUnit.objects.filter(pk=code), "follow_ups", actions=still_open):
        held = school.follow_ups.all()
        return FollowedSchool(
            tuple(HeldDialogue(one.pk, one.day, one.seen, one.made_up) for one in held),
            told_actions(school.actions.all()),
        )
    return FollowedSchool()

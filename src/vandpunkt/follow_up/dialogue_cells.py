"""How the interventions and actions of a dialogue stand in a cell of a spreadsheet, one a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import override

from vandpunkt.domain.dates import parse_date
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.follow_up.actions import OWNER_ROLES, ActionRow, NewAction
from vandpunkt.follow_up.dialogue_states import STATES
from vandpunkt.follow_up.dialogues import FollowUpDetails
from vandpunkt.register.spreadsheets.cells import lines

_BETWEEN = " | "
_OWNERS = {Role(one).title.casefold(): one.value for one in OWNER_ROLES}


@dataclass(frozen=True, order=True)
class StateLine:
    """How an intervention was going. `name` is what it is called, for people alone."""

    intervention_id: int
    state: str
    note: str = ""
    name: str = field(default="", compare=False)


@dataclass(frozen=True)
class SheetDetails(FollowUpDetails):
    """What a row of the file says: the dialogue, its interventions by number, and actions to add."""

    states: tuple[StateLine, ...] = ()
    new_actions: tuple[NewAction, ...] = ()


def write_states(value: Iterable[StateLine]) -> str:
    """`12 | KSBS | som planerat | what was noted`, one a line."""
    words = _state_words()
    return "\n".join(
        _BETWEEN.join(
            (
                str(one.intervention_id),
                one.name.replace("|", "/"),
                words[one.state],
                " ".join(one.note.split()),
            )
        ).rstrip(" |")
        for one in value
    )


def read_states(text: str) -> tuple[StateLine, ...]:
    """`12 | KSBS | som planerat | what was noted`, one a line; the name is not read. Raises Problem."""
    codes = {word: code for code, word in _state_words().items()}
    found = []
    for line in lines(text):
        number, *rest = (one.strip() for one in line.split("|", 3))
        if len(rest) < 2 or not (number.isascii() and number.isdigit() and len(number) < 10):
            raise _unread(line, codes)
        name, state, *note = rest
        if state.casefold() not in codes:
            raise _unread(line, codes)
        found.append(StateLine(int(number), codes[state.casefold()], " ".join(note), name))
    numbers = [one.intervention_id for one in found]
    if len(set(numbers)) < len(numbers):
        raise Problem(marked("Samma insats står två gånger i cellen. Låt en rad stå kvar."))
    return tuple(sorted(found))


def write_new_actions(value: Iterable[NewAction]) -> str:
    """`what | who | by when`, one a line."""
    titles = {code: title for title, code in _OWNERS.items()}
    return "\n".join(
        _BETWEEN.join((one.text, titles.get(one.owner, one.owner), one.due.isoformat())) for one in value
    )


def read_new_actions(text: str) -> tuple[NewAction, ...]:
    """`what | who | by when`, one a line: who is a role or a user name. Raises Problem."""
    found = []
    for line in lines(text):
        parts = [one.strip() for one in line.split("|")]
        if len(parts) != 3 or not all(parts):
            raise Problem(
                marked("«{line}» går inte att läsa. Skriv: vad | vem | senast, till exempel 2026-03-01."),
                line=line,
            )
        what, owner, due = parts
        found.append(NewAction(what, _OWNERS.get(owner.casefold(), owner), parse_date(due)))
    return tuple(found)


def actions_in_words(rows: Iterable[ActionRow]) -> str:
    """The actions that were agreed, one a line, with how far they have come."""
    return "\n".join(
        _BETWEEN.join((one.text, one.owner_title, one.due.isoformat(), one.state_label)) for one in rows
    )


def _state_words() -> dict[str, str]:
    """The states in the words of the file, which are Swedish whoever reads it."""
    with override(None):
        return {code: str(label) for code, label in STATES}


def _unread(line: str, codes: Iterable[str]) -> Problem:
    return Problem(
        marked(
            "«{line}» går inte att läsa. Skriv: insatsens nummer | insats | läge | anteckning. "
            "Läget är något av: {states}."
        ),
        line=line,
        states=", ".join(codes),
    )

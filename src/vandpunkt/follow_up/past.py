"""What was agreed, promised, seen and written, as it stood on a past day; and who has changed what of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vandpunkt.domain.dates import print_date
from vandpunkt.domain.problems import Problem, marked
from vandpunkt.domain.roles import Role
from vandpunkt.domain.terms import SchoolYear, Term
from vandpunkt.follow_up.models import Action, Observation, Promise, QualityCycle, QualityPart, Sign
from vandpunkt.follow_up.quality import PARTS, Cycle, Goal, cycles
from vandpunkt.follow_up.quality_report import goal_in_words
from vandpunkt.follow_up.signs import ObservationRow, observation_row
from vandpunkt.register.change_lines import ChangeLine, Words, lines_among, together
from vandpunkt.register.history import as_it_stood, versions_of
from vandpunkt.register.models import Intervention
from vandpunkt.register.past import Facts, facts_of, past_row

_ACTION = {
    "text": marked("Åtgärd"),
    "owner": marked("Ansvarig"),
    "due": marked("Senast"),
    "state": marked("Läge"),
    "closed": marked("Klar den"),
    "outcome": marked("Utfall"),
}
_SIGN = {
    "intervention": marked("Insats"),
    "what": marked("Vad som bör synas"),
    "term": marked("Termin"),
    "due": marked("Senast"),
    "by_whom": marked("Vem som tittar"),
}
_PROMISE = {
    "sentence": marked("Så stod det i svaret"),
    "dnr": marked("Svar"),
    "programme": marked("Program"),
    "due": marked("Sista termin"),
    "responsible": marked("Ansvarig"),
    "status": marked("Vad det blev av"),
    "reason": marked("Skäl"),
    "asked_at": marked("Frågat"),
    "answered_at": marked("Besvarat"),
    "answered_by": marked("Besvarat av"),
}


@dataclass(frozen=True)
class PastSign:
    """A sign as it stood, with what had been seen of it by then, newest first."""

    facts: Facts
    observations: tuple[ObservationRow, ...]


def past_action(action_id: int, moment: datetime) -> Facts:
    """What an action said at a moment. Raises Problem where the register did not have it then."""
    return facts_of(past_row(Action, action_id, moment), _ACTION, {"owner": _owner})


def past_agreed(follow_up_id: int, moment: datetime) -> tuple[tuple[int, str, str, str], ...]:
    """What had been agreed at a dialogue, as it stood: each action's id, text, last day and state."""
    rows: Any = as_it_stood(Action, moment).filter(follow_up=follow_up_id).order_by("due", "id")
    return tuple(
        (row.id, row.text, date_format(row.due, "j F Y"), str(row.get_state_display())) for row in rows
    )


def past_signs(intervention_id: int, moment: datetime) -> tuple[tuple[int, str, str, str], ...]:
    """The signs of an intervention as they stood: each one's id, what, when and by whom. One query."""
    rows: Any = as_it_stood(Sign, moment).filter(intervention=intervention_id).order_by("due", "id")
    return tuple(
        (row.id, row.what, _term(row.term) if row.term else date_format(row.due, "j F Y"), row.by_whom)
        for row in rows
    )


def action_history(action_id: int) -> tuple[ChangeLine, ...]:
    """Every change of an action, newest first."""
    return tuple(lines_among(versions_of(Action, action_id), words={"owner": _owner}))


def past_sign(sign_id: int, moment: datetime) -> PastSign:
    """A sign as it stood at a moment. Raises Problem where the register did not have it then."""
    facts = facts_of(past_row(Sign, sign_id, moment), _SIGN, {"term": _term})
    seen: Any = as_it_stood(Observation, moment).filter(sign=sign_id).order_by("-day", "-id")
    return PastSign(facts, tuple(map(observation_row, seen)))


def sign_history(sign_id: int) -> tuple[ChangeLine, ...]:
    """Every change of a sign, and what has been written of it, newest first."""
    seen: Any = Observation.history.filter(sign=sign_id)
    return together(
        lines_among(versions_of(Sign, sign_id), words={"term": _term}, about=lambda _one: _("Tecknet")),
        lines_among(seen, about=_observed),
    )


def past_promise(promise_id: int, moment: datetime) -> Facts:
    """What a promise said at a moment. Raises Problem where the register did not have it then."""
    return facts_of(past_row(Promise, promise_id, moment), _PROMISE, {"due": _term})


def promise_history(promise_id: int) -> tuple[ChangeLine, ...]:
    """Every change of a promise, newest first."""
    return tuple(lines_among(versions_of(Promise, promise_id), words={"due": _term}))


def past_cycle(school_code: str, school_year: SchoolYear, moment: datetime) -> Cycle:
    """The quality work of a school as it stood at a moment. Raises Problem where nobody had begun."""
    found = cycles([school_code], school_year, as_of=moment)[school_code]
    if not found.version:
        raise Problem(
            marked("Ingen hade börjat på kvalitetsarbetet {year} den dagen. Välj en senare dag."),
            year=school_year,
        )
    return found


def chosen_support(found: Cycle, moment: datetime) -> dict[int, str]:
    """The wordings, at a moment, of the support that the parts of a cycle have chosen, by id. One query."""
    ids = [one for part in found.parts for one in part.interventions]
    rows: Any = as_it_stood(Intervention, moment).filter(id__in=ids)
    return dict(rows.values_list("id", "wording"))


def cycle_history(school_code: str, school_year: SchoolYear) -> tuple[ChangeLine, ...]:
    """Every change of the quality work of a school in a year, newest first. At most three queries."""
    whole: Any = QualityCycle.history.filter(school_unit=school_code, school_year=school_year.code)
    parts: Any = QualityPart.history.filter(
        cycle__in=QualityCycle.objects.filter(school_unit=school_code, school_year=school_year.code)
    )
    return together(
        lines_among(whole, about=lambda _one: _("Hela kvalitetsarbetet")),
        lines_among(parts, words=_part_words(school_code), about=lambda one: _(PARTS[one.kind])),
    )


def part_history(school_code: str, school_year: SchoolYear, kind: str) -> tuple[ChangeLine, ...]:
    """Every change of one part of the quality work of a school in a year, newest first."""
    name = _(PARTS[kind])
    return tuple(one for one in cycle_history(school_code, school_year) if one.about == name)


def _part_words(school_code: str) -> Words:
    """How goals and chosen support are told; the support of the school is asked for once, and when needed."""
    wordings: dict[int, str] = {}

    def support(ids: list[int]) -> str:
        if not wordings:
            rows = Intervention.objects.filter(school_unit=school_code)
            wordings.update(rows.values_list("pk", "wording"))
        return "; ".join(wordings.get(one, str(one)) for one in ids)

    def goals(written: list[dict[str, Any]]) -> str:
        return "; ".join(goal_in_words(Goal(**one)) for one in written)

    return {"interventions": support, "goals": goals}


def _observed(version: Any) -> str:
    return _("Iakttagelse {day}, {seen}").format(day=print_date(version.day), seen=version.get_seen_display())


def _term(code: str) -> str:
    return str(Term.from_code(code))


def _owner(owner: str) -> str:
    """The title of a role, or the name of a person."""
    title = {role.value: role.title for role in Role}.get(owner)
    if title:
        return _(title)
    user = get_user_model().objects.filter(username=owner).first()
    return (user.get_full_name() or owner) if user else owner

"""The page of a past day: the day that is asked for, and where each kind of page says how it stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from vandpunkt.domain.problems import Problem
from vandpunkt.web.past import cases, follow_up, people, schools, support
from vandpunkt.web.past.values import PastPage


@dataclass(frozen=True)
class Kind:
    """A kind of page: its heading in the menu, and who says how it stood at a moment.

    `chosen` is what an address chooses of it, and goes on choosing when another day is asked for.
    """

    section: str
    told: Callable[..., PastPage]
    chosen: tuple[str, ...] = ()


KINDS: Mapping[str, Kind] = {
    "standing": Kind("standing", schools.past_standing_page),
    "school": Kind("standing", schools.past_school_page),
    "school_people": Kind("standing", people.past_people_page),
    "area": Kind("people", people.past_area_page),
    "interventions": Kind("interventions", support.past_interventions_page, chosen=support.CHOSEN),
    "intervention": Kind("interventions", support.past_intervention_page),
    "programmes": Kind("programmes", support.past_catalogue_page),
    "programme": Kind("programmes", support.past_programme_page),
    "follow_up": Kind("standing", follow_up.past_follow_up_page),
    "action": Kind("standing", follow_up.past_action_page),
    "sign": Kind("standing", follow_up.past_sign_page),
    "promises": Kind("promises", follow_up.past_promises_page),
    "promise": Kind("promises", follow_up.past_promise_page),
    "quality_cycle": Kind("quality", follow_up.past_quality_page),
    "case": Kind("cases", cases.past_case_page),
}
"""Every page that can be asked for a past day, by the name of its address."""


def asked_day(request: HttpRequest) -> date | None:
    """The day in the address; None where there is none, where it cannot be read and where it is to come."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", "").strip())
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day < localdate() else None


def past_page(request: HttpRequest, kind: str, *key: Any) -> HttpResponse | None:
    """The page of a kind on the day that is asked for; None for now. `key` is what the address names.

    Who may not see the page of now is refused before this is asked.
    """
    day = asked_day(request)
    if day is None:
        if request.GET.get("as_of", "").strip() not in ("", localdate().isoformat()):
            messages.warning(request, _("Dagen går inte att visa. Välj en dag som har varit."))
        return None
    kept = kept_in_address(request, kind)
    context: dict[str, Any] = {"day": day, "section": KINDS[kind].section, "kept_in_address": kept}
    context["address"] = f"{request.path}?{urlencode(kept)}" if kept else request.path
    try:
        context["past"] = KINDS[kind].told(request, end_of(day), *key)
    except Problem as problem:
        context |= {"missing": problem.sentence(_), "past": PastPage(_("Inget att visa den dagen"))}
    return render(request, "web/as_it_stood.html", context)


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return make_aware(datetime.combine(day + timedelta(days=1), time())) - timedelta(microseconds=1)


def kept_in_address(request: HttpRequest, kind: str) -> list[tuple[str, str]]:
    """What the address has chosen of a kind of page, to be kept when another day is asked for."""
    return [(name, value) for name in KINDS[kind].chosen if (value := request.GET.get(name, ""))]

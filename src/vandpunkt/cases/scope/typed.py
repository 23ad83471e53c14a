"""What an officer types into a scope: senders, schools and programmes, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from vandpunkt.cases.content import SenderContent, SignatoryContent
from vandpunkt.cases.scope.values import ScopeSchool
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.register.models import Programme
from vandpunkt.register.programmes.names import programme_slug
from vandpunkt.register.school_matches import (
    SchoolCandidate,
    SchoolMatch,
    Why,
    match_schools,
    school_candidates,
)

_SENDER = re.compile(
    r"(?P<name>[^()]+?)(?P<et_al>\s+m\.?\s?fl\.?)?,?\s*(?:\((?P<party>[^()]{1,20})\))?(?P<after>\s*m\.?\s?fl\.?)?",
    re.I,
)
_LONGEST_NAME = 200
_CODE = re.compile(r"(?<!\d)\d{8}(?!\d)")
_PLACE = re.compile(r"\s*(?:,\s*|\s\(|\si\s)(?P<place>[A-ZÅÄÖ][\wåäö -]+)\)?$")


def sender_of(line: str) -> SenderContent:
    """`Andréa Hedin m.fl. (M)` as a sender. Raises FieldProblem for a line that is none."""
    match = _SENDER.fullmatch(" ".join(line.split()))
    if match is None or len(match["name"]) > _LONGEST_NAME:
        raise FieldProblem("senders", marked("Skriv avsändaren som «Namn m.fl. (M)», en på varje rad."))
    return SenderContent(match["name"].strip(), match["party"] or "", bool(match["et_al"] or match["after"]))


def typed_senders(lines: Iterable[str]) -> tuple[SenderContent, ...]:
    """The senders, each once. Raises FieldProblem as sender_of does."""
    return tuple(dict.fromkeys(sender_of(line) for line in lines))


def typed_signatories(lines: Iterable[str]) -> tuple[SignatoryContent, ...]:
    """Who signs, a line each: `Namn, titel`. Raises FieldProblem for a line that is no name and title."""
    return tuple(dict.fromkeys(_signatory(" ".join(line.split())) for line in lines))


def _signatory(line: str) -> SignatoryContent:
    name, _, title = (part.strip() for part in line.partition(","))
    if not name or not title or max(len(name), len(title)) > _LONGEST_NAME:
        raise FieldProblem(
            "signatories", marked("Skriv den som undertecknar som «Namn, titel», en på varje rad.")
        )
    return SignatoryContent(name, title)


def typed_schools(lines: Iterable[str]) -> tuple[ScopeSchool, ...]:
    """The schools of lines that say a code, or a name, perhaps with its municipality.

    Raises FieldProblem for a code that the register lacks, and for a name that is not one school's alone:
    with the schools that it may be.
    """
    listed = [" ".join(line.split()) for line in lines]
    codes = {line: found[0] for line in listed if (found := _CODE.search(line))}
    known = school_candidates(list(codes.values()))
    names = [line for line in listed if line not in codes]
    matches = dict(zip(names, match_schools(map(_named, names)), strict=True))
    schools = []
    for line in listed:
        if line in codes:
            if codes[line] not in known:
                raise FieldProblem("schools", marked("Registret har ingen skola {codes}."), codes=codes[line])
            schools.append(ScopeSchool(known[codes[line]].name, codes[line]))
        else:
            schools.append(ScopeSchool(line, _code(matches[line])))
    return tuple(schools)


def _named(line: str) -> tuple[str, str]:
    place = _PLACE.search(line)
    return (line[: place.start()], place["place"].strip()) if place else (line, "")


def _code(match: SchoolMatch) -> str:
    """The code of the one school that a typed name can mean: whoever types it has chosen."""
    if match.why in (Why.SETTLED, Why.NOT_OURS, Why.CLOSED):
        return match.candidates[0].code
    if not match.candidates:
        raise FieldProblem(
            "schools",
            marked("Registret har ingen skola som heter {name}. Skriv skolenhetskoden, åtta siffror."),
            name=match.written,
        )
    raise FieldProblem(
        "schools",
        marked("Vilken skola är «{name}»? Skriv skolenhetskoden: {schools}."),
        name=match.written,
        schools=", ".join(map(told_candidate, match.candidates)),
    )


def told_candidate(candidate: SchoolCandidate) -> str:
    """`Grimstaskolan, Stockholm (51341279)`."""
    place = f", {candidate.municipality}" if candidate.municipality else ""
    return f"{candidate.name}{place} ({candidate.code})"


def typed_programmes(lines: Iterable[str]) -> tuple[str, ...]:
    """The addresses of programmes by name or abbreviation. Raises FieldProblem for one that there is not."""
    try:
        return tuple(dict.fromkeys(programme_slug(line) for line in lines))
    except Problem as problem:
        raise FieldProblem("programmes", problem.text, **problem.values) from problem


def programme_names(slugs: Iterable[str]) -> tuple[str, ...]:
    """The programmes' names, in the order of their addresses. One query."""
    wanted = list(slugs)
    names = dict(Programme.objects.filter(slug__in=wanted).values_list("slug", "name")) if wanted else {}
    return tuple(names[slug] for slug in wanted if slug in names)

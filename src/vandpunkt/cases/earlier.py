"""Asked before? What earlier answers said and promised about the same schools or programmes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from vandpunkt.cases.building import newest_builds
from vandpunkt.cases.content import SenderContent
from vandpunkt.cases.decisions import decisions
from vandpunkt.cases.models import Case, SignedStatement
from vandpunkt.cases.signing import newest_signed
from vandpunkt.documents.serialise import from_json
from vandpunkt.documents.tree import BulletList, Document, Paragraph, Run
from vandpunkt.documents.walk import plain
from vandpunkt.follow_up.promises import PromiseRow, promises
from vandpunkt.register.models import Intervention, SourceDocument
from vandpunkt.register.rows_with import rows_with

_MOST_ANSWERS = 30


class Standing(StrEnum):
    """How far an earlier answer has come."""

    DECIDED = "decided"
    SIGNED = "signed"
    KEPT = "kept"
    READ = "read"


@dataclass(frozen=True)
class SaidOfSchool:
    """What an earlier answer said of one school: its sentences as they stood, in its order.

    `planned` are those about what was coming then.
    """

    code: str
    name: str
    sentences: tuple[str, ...]
    planned: tuple[str, ...]


@dataclass(frozen=True)
class EarlierAnswer:
    """An earlier answer about the same schools or programmes.

    `day` is that of the decision, the signing, the build or, for a document that was read, the reading:
    `standing` says which. `slug` is "" for a document that is no case here. `senders` as they are printed.
    `promises` are those about the schools or programmes, with what came of them.
    """

    dnr: str
    title: str
    slug: str
    day: date
    standing: Standing
    senders: tuple[str, ...]
    said: tuple[SaidOfSchool, ...]
    promises: tuple[PromiseRow, ...]

    @property
    def decided(self) -> bool:
        """Whether the board has decided on it."""
        return self.standing is Standing.DECIDED


@dataclass(frozen=True)
class _Item:
    """An intervention that an answer leans on: its school, its programme, and whether it was planned."""

    code: str
    school: str
    planned: bool
    programme: str = field(default="", compare=False)


def earlier_answers(
    school_codes: Iterable[str],
    programme_slugs: Iterable[str] = (),
    *,
    before: datetime | None = None,
    leave_out: str = "",
) -> tuple[EarlierAnswer, ...]:
    """Earlier answers about any of the schools or programmes, newest first: statements and read documents.

    Of a case the newest signed statement counts, else the newest kept one. `before` leaves out cases opened
    later and documents read later; `leave_out` is the slug of the case that asks. At most five queries.
    """
    codes, slugs = set(school_codes), set(programme_slugs)
    if not codes and not slugs:
        return ()
    items = _items(codes, slugs)
    watched = _promises(codes, slugs, items)
    answers = [*_of_cases(codes, slugs, items, watched, before=before, leave_out=leave_out)]
    known = {answer.dnr for answer in answers}
    answers += _of_documents(items, watched, known, before=before, leave_out=leave_out)
    return tuple(sorted(answers, key=lambda answer: (answer.day, answer.dnr), reverse=True))


def _items(codes: Set[str], slugs: Set[str]) -> dict[str, _Item]:
    """The interventions of the schools or programmes, by the id that citations name."""
    wanted = Intervention.objects.filter(Q(school_unit__in=codes) | Q(programme__slug__in=slugs))
    rows = wanted.values_list("pk", "school_unit_id", "school_unit__name", "planned", "programme__slug")
    return {str(pk): _Item(code, name, planned, slug or "") for pk, code, name, planned, slug in rows}


def _promises(codes: Set[str], slugs: Set[str], items: Mapping[str, _Item]) -> dict[str, list[PromiseRow]]:
    """The promises about the schools or of the programmes, by diarienummer."""
    found: dict[str, list[PromiseRow]] = defaultdict(list)
    of_programmes = {int(key) for key, item in items.items() if item.programme in slugs}
    for row in promises(codes=None if slugs else frozenset(codes)):
        if row.school_unit_code in codes or row.intervention_id in of_programmes:
            found[row.dnr].append(row)
    return found


def _of_cases(
    codes: Set[str],
    slugs: Set[str],
    items: dict[str, _Item],
    watched: dict[str, list[PromiseRow]],
    *,
    before: datetime | None,
    leave_out: str,
) -> Iterator[EarlierAnswer]:
    of_schools = Q(case_schools__school_unit__in=codes)
    of_programmes = Q(case_schools__school_unit__interventions__programme__slug__in=slugs)
    cases = Case.objects.filter(of_schools | of_programmes if slugs else of_schools).exclude(slug=leave_out)
    if before is not None:
        cases = cases.filter(opened_at__lte=before)
    chosen = rows_with(
        cases.distinct().order_by("-opened_at", "-pk")[:_MOST_ANSWERS],
        "senders",
        steps=decisions(),
        signed=newest_signed().defer("cited"),
        statements=newest_builds().filter(~Exists(SignedStatement.objects.filter(case=OuterRef("case")))),
    )
    for case in chosen:
        signed, kept = next(iter(case.signed.all()), None), next(iter(case.statements.all()), None)
        decided = next((one.done for one in case.steps.all()), None)
        if signed:
            tree, made = signed.tree, signed.signed_at
        elif kept:
            tree, made = kept.tree, kept.built_at
        else:
            continue
        said = _said(from_json(tree), items)
        if said or watched.get(case.dnr):
            yield EarlierAnswer(
                dnr=case.dnr,
                title=case.title,
                slug=case.slug,
                day=decided or localdate(made),
                standing=_standing(decided is not None, signed is not None),
                senders=tuple(
                    SenderContent(one.name, one.party, one.et_al).printed for one in case.senders.all()
                ),
                said=said,
                promises=tuple(watched.get(case.dnr, ())),
            )


def _standing(decided: bool, signed: bool) -> Standing:
    if decided:
        return Standing.DECIDED
    return Standing.SIGNED if signed else Standing.KEPT


def _said(document: Document, items: dict[str, _Item]) -> tuple[SaidOfSchool, ...]:
    """The sentences of a statement that lean on the interventions, school by school, as they are printed."""
    rows = {
        citation.id: items[citation.row]
        for citation in document.citations.values()
        if citation.model == "intervention" and citation.row in items
    }
    said: dict[_Item, dict[str, None]] = {}
    for sentence, runs in _sentences(document):
        about = {rows[one]: None for run in runs for one in run.citations if one in rows}
        for item in about:
            said.setdefault(item, {})[" ".join(sentence.split())] = None
    return _by_school(said)


def _by_school(said: Mapping[_Item, Iterable[str]]) -> tuple[SaidOfSchool, ...]:
    """The sentences, school by school in the order that they come in."""
    schools = dict.fromkeys((item.code, item.school) for item in said)
    return tuple(
        SaidOfSchool(
            code,
            name,
            tuple(said.get(_Item(code, name, planned=False), ())),
            tuple(said.get(_Item(code, name, planned=True), ())),
        )
        for code, name in schools
    )


def _sentences(document: Document) -> Iterator[tuple[str, Sequence[Run]]]:
    """Each item of a list and each paragraph of a school's section, with its runs."""
    for block in document.blocks:
        if isinstance(block, BulletList):
            yield from ((plain(item), item) for item in block.items)
        elif isinstance(block, Paragraph):
            yield plain(block.runs), block.runs


def _of_documents(
    items: dict[str, _Item],
    watched: dict[str, list[PromiseRow]],
    known: Set[str],
    *,
    before: datetime | None,
    leave_out: str,
) -> Iterator[EarlierAnswer]:
    """Documents that were read and are no case here: what they said of the schools, once accepted."""
    rows = (
        Intervention.objects.filter(pk__in=[int(pk) for pk in items], accepted_at__isnull=False)
        .exclude(source_document=None)
        .exclude(source_document__dnr__in=known - {""})
        .exclude(source_document__dnr__in=Case.objects.filter(slug=leave_out).values("dnr"))
    )
    if before is not None:
        rows = rows.filter(source_document__read_at__lte=before)
    said: dict[int, dict[_Item, list[str]]] = defaultdict(lambda: defaultdict(list))
    listed = rows.order_by("source_document", "position").values_list("pk", "source_document", "wording")
    for pk, document_id, wording in listed:
        if document_id is not None:
            said[document_id][items[str(pk)]].append(wording)
    documents = SourceDocument.objects.filter(pk__in=said).defer("page_texts").order_by("-read_at")
    for document in documents[:_MOST_ANSWERS]:
        yield EarlierAnswer(
            dnr=document.dnr,
            title=document.title or document.file_name,
            slug="",
            day=localdate(document.read_at),
            standing=Standing.READ,
            senders=(),
            said=_by_school(said[document.pk]),
            promises=tuple(watched.get(document.dnr, ())) if document.dnr else (),
        )

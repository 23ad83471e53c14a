"""A spreadsheet that came back: what it would do row by row, and taking it in, all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from vandpunkt.domain.cell_text import as_compared
from vandpunkt.domain.problems import FieldProblem, Problem, marked
from vandpunkt.reading.spreadsheet_file import Table, TableRow
from vandpunkt.register.interventions.overlaps import Overlapping
from vandpunkt.register.spreadsheets.cells import Field
from vandpunkt.register.spreadsheets.kinds import VERSION, Kind, kind_of
from vandpunkt.register.spreadsheets.stated import Stated
from vandpunkt.register.spreadsheets.told import CellChange, CellProblem, Preview, RowTold


class NotTakenIn(Problem):
    """Rows stand in the way, and nothing is saved. `preview` says which and why."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(
            marked("Inget är sparat: {count} rader måste rättas först."), count=preview.stands_in_the_way
        )
        self.preview = preview


def preview(
    kind: Kind | str, table: Table, *, codes: Collection[str] | None, by: str, now: datetime
) -> Preview:
    """What `accept` would do with a table, row by row; nothing is kept.

    `codes` are the schools that the person may change, None is every school. Raises Problem for a table whose
    headings are not ours.
    """
    with transaction.atomic():
        told = _Reading(kind_of(kind), table, codes, by, now).told()
        transaction.set_rollback(True)
    return told


@transaction.atomic
def accept(
    kind: Kind | str, table: Table, *, codes: Collection[str] | None, by: str, now: datetime
) -> Preview:
    """Take a table in, each change with its version in the history; returns what was done.

    A cell is changed where it differs from what the row stated in the version that the file was made from;
    what others have changed in other cells since then stays. Raises NotTakenIn, and saves nothing, where any
    row has a problem or clashes.
    """
    told = _Reading(kind_of(kind), table, codes, by, now).told()
    if told.stands_in_the_way:
        raise NotTakenIn(told)
    return told


@dataclass(frozen=True)
class _Line:
    """A row of the file by its headings."""

    row: TableRow
    cells: Mapping[str, str]

    def __getitem__(self, title: str) -> str:
        return self.cells.get(title, "")


class _Reading:
    """One table on its way in: each row is written in a savepoint of its own, so that all can be told of."""

    def __init__(
        self, kind: Kind, table: Table, codes: Collection[str] | None, by: str, now: datetime
    ) -> None:
        self.kind, self.table, self.codes = kind, table, codes
        self.who: dict[str, Any] = {"by": by, "now": now}
        header = _header(table)
        self.fields = [one for one in kind.fields() if one.title in header]
        self.lines = _lines(kind, table)
        self.found = kind.found([one[kind.key].strip() for one in self.lines], codes)
        self.seen: set[str] = set()

    def told(self) -> Preview:
        rows = [self._told(line) for line in self.lines]
        kept = tuple(one for one in rows if one.outcome != "unchanged")
        return Preview(self.kind.name, self.table.sheet, kept, len(rows) - len(kept))

    def _told(self, line: _Line) -> RowTold:
        key = line[self.kind.key].strip()
        if not key:
            return self._new(line)
        stated = self.found.get(key)
        try:
            self._check_row(key, stated, line)
            assert stated is not None
            base = self._base(stated, line)
        except FieldProblem as problem:
            name = stated.name if stated and stated.own else key
            return RowTold(line.row.number, name, "problem", problems=(self._wrong(line, problem),))
        return self._existing(line, stated, base)

    def _check_row(self, key: str, stated: Stated | None, line: _Line) -> None:
        if stated is None:
            raise FieldProblem(
                self.kind.key,
                marked("Registret har ingen rad {key}. Lämna cellen tom om raden är ny."),
                key=key,
            )
        if not stated.own:
            raise FieldProblem(
                self.kind.key, marked("Raden {key} hör inte till dina skolor. Ta bort den ur filen."), key=key
            )
        if key in self.seen:
            raise FieldProblem(
                self.kind.key, marked("Raden {key} står två gånger. Låt en av dem stå kvar."), key=key
            )
        self.seen.add(key)
        for title, now in zip(self.kind.about, stated.about, strict=True):
            if title in line.cells and as_compared(line[title]) != as_compared(now):
                raise FieldProblem(
                    title,
                    marked("Här ska det stå «{now}»: det går inte att byta på en rad som finns."),
                    now=now,
                )

    def _base(self, stated: Stated, line: _Line) -> Any:
        """What the row stated in the version that the file was made from."""
        text = line[VERSION].strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
        if number == stated.version:
            return stated.details
        base = self.kind.version(stated.key, number) if number else None
        if base is None:
            raise FieldProblem(
                VERSION,
                marked("Raden har aldrig haft version «{version}». Hämta filen på nytt."),
                version=text,
            )
        return base

    def _existing(self, line: _Line, stated: Stated, base: Any) -> RowTold:
        mine, problems = self._written(line, base)
        number = line.row.number
        if problems:
            return RowTold(number, stated.name, "problem", problems=tuple(problems))
        details = replace(stated.details, **mine)
        if details == stated.details:
            return RowTold(number, stated.name, "unchanged")
        cells = self._changes(stated.details, details)
        clashes = {
            name
            for name, value in mine.items()
            if getattr(stated.details, name) not in (getattr(base, name), value)
        }
        if clashes:
            titles = {one.title for one in self.fields if one.name in clashes}
            return RowTold(number, stated.name, "clash", tuple(one for one in cells if one.column in titles))
        try:
            with transaction.atomic():
                self.kind.change(stated.key, details=details, made_from=stated.version, **self.who)
        except Problem as problem:
            wrong = self._wrong(line, problem)
            return RowTold(number, stated.name, "problem", cells, (wrong,))
        return RowTold(number, stated.name, "changed", cells)

    def _new(self, line: _Line) -> RowTold:
        nothing = self.kind.empty()
        mine, problems = self._written(line, nothing, fresh=True)
        number, about = line.row.number, {title: line[title] for title in self.kind.about}
        told = list(about.values()) or [line[one.title] for one in self.fields if one.name == "name"]
        name = ": ".join(filter(None, (one.strip() for one in told)))
        if problems:
            return RowTold(number, name, "problem", problems=tuple(problems))
        details = replace(nothing, **mine)
        try:
            with transaction.atomic():
                name = self.kind.add(about, details=details, codes=self.codes, **self.who)
        except Problem as problem:
            return RowTold(number, name, "problem", problems=(self._wrong(line, problem),))
        return RowTold(number, name, "new", self._changes(nothing, details))

    def _written(
        self, line: _Line, base: Any, *, fresh: bool = False
    ) -> tuple[dict[str, Any], list[CellProblem]]:
        """The fields that the row states otherwise than the base, and the cells that cannot be read."""
        mine, problems = {}, []
        for field in self.fields:
            before, text = getattr(base, field.name), line[field.title]
            if (fresh and not text.strip()) or as_compared(text) == as_compared(field.write(before)):
                continue
            try:
                value = field.value(text)
            except Problem as problem:
                problems.append(CellProblem(self.table.sheet, line.row.number, field.title, problem))
                continue
            if value != before:
                mine[field.name] = value
        return mine, problems

    def _changes(self, before: Any, after: Any) -> tuple[CellChange, ...]:
        return tuple(
            CellChange(one.title, _cell(one, before), _cell(one, after))
            for one in self.fields
            if getattr(before, one.name) != getattr(after, one.name)
        )

    def _wrong(self, line: _Line, problem: Problem) -> CellProblem:
        titles = {one.name: one.title for one in self.fields}
        column = titles.get(problem.field, problem.field) if isinstance(problem, FieldProblem) else ""
        if isinstance(problem, Overlapping):
            problem = Problem(
                marked(
                    "{schools} har redan programmet under en del av tiden. "
                    "Registrera raden på webbplatsen, där du kan svara på om det är samma stöd."
                ),
                **problem.values,
            )
        return CellProblem(self.table.sheet, line.row.number, column, problem)


def _cell(field: Field, details: Any) -> str:
    return field.write(getattr(details, field.name))


def _header(table: Table) -> list[str]:
    """The headings without the spaces that a person or a program has put around them."""
    return [one.strip() for one in table.header]


def _lines(kind: Kind, table: Table) -> list[_Line]:
    header = _header(table)
    known = {kind.key, VERSION, *kind.about, *kind.shown, *(one.title for one in kind.fields())}
    for title in header:
        if title not in known:
            raise Problem(
                marked("Bladet {sheet}, rad 1: kolumnen «{column}» hör inte till filen. Ta bort den."),
                sheet=table.sheet,
                column=title,
            )
        if header.count(title) > 1:
            raise Problem(
                marked("Bladet {sheet}, rad 1: kolumnen «{column}» finns två gånger. Ta bort den ena."),
                sheet=table.sheet,
                column=title,
            )
    for title in (kind.key, VERSION):
        if title not in header:
            raise Problem(
                marked("Bladet {sheet}, rad 1: kolumnen «{column}» saknas. Hämta filen på nytt."),
                sheet=table.sheet,
                column=title,
            )
    return [_Line(row, dict(zip(header, row.cells, strict=False))) for row in table.rows]

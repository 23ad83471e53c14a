"""Dialogues out to a spreadsheet and back, shown row by row, with no formula let through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.register.publishing import BY, HAGSATRA, RINKEBY, day
from tests.register.supporting import OTHER, catalogue, registered
from vandpunkt.documents.spreadsheet import csv_bytes, xlsx_bytes
from vandpunkt.follow_up.dialogues import (
    FollowUpDetails,
    change_follow_up,
    details_of,
    follow_up,
    follow_ups,
    register_follow_up,
)
from vandpunkt.follow_up.spreadsheets import KINDS
from vandpunkt.reading.limits import Limits
from vandpunkt.reading.spreadsheet_file import Table, TableRow, csv_table, xlsx_table
from vandpunkt.register.spreadsheets import NotTakenIn, Preview, accept, export_rows, preview

pytestmark = pytest.mark.django_db
KIND = KINDS["follow_ups"]
SAID = FollowUpDetails(date(2026, 1, 8), "Rektor", "=Allt går bra", "Arbetslagen planerar.")


@pytest.fixture
def held() -> int:
    """One dialogue about Rinkebyskolan, in which one intervention was spoken of."""
    catalogue()
    row = registered()
    states = {row.id: ("as_planned", "")}
    return register_follow_up(RINKEBY, details=SAID, states=states, username="s", by=BY, now=day(10))


def file(*rows: tuple[str, ...], titles: tuple[str, ...]) -> Table:
    """A file as somebody hands it in."""
    return Table("CSV", titles, tuple(TableRow(number, one) for number, one in enumerate(rows, 2)))


def seen(table: Table, codes: frozenset[str] | None = None) -> Preview:
    """What a file would do."""
    return preview(KIND, table, codes=codes, by=OTHER, now=day(20))


def told(shown: Preview) -> str:
    """Every problem in one text."""
    return " ".join(str(one.problem) for row in shown.rows for one in row.problems)


def test_an_unchanged_file_changes_nothing_and_has_no_formula(held: int) -> None:
    sheet = export_rows(KIND)
    data = csv_bytes(sheet)
    assert "'=Allt går bra" in data.decode()
    for back in (csv_table(data, Limits(), "ut.csv"), xlsx_table(xlsx_bytes(sheet), Limits(), "ut.xlsx")):
        assert seen(back).rows == ()


def test_a_change_is_shown_and_saved_and_what_was_said_of_support_stays(held: int) -> None:
    version = follow_up(held).version
    table = file(
        (str(held), str(version), "9 januari 2026", "Rektor och samordnare"),
        titles=("Rad", "Version", "Dag", "Deltagare"),
    )
    shown = seen(table)
    assert [(one.column, one.before, one.after) for one in shown.rows[0].cells] == [
        ("Dag", "2026-01-08", "2026-01-09"),
        ("Deltagare", "Rektor", "Rektor och samordnare"),
    ]
    assert accept(KIND, table, codes=None, by=OTHER, now=day(20)) == shown
    now = follow_up(held)
    assert (now.day, now.participants, len(now.states)) == (date(2026, 1, 9), "Rektor och samordnare", 1)


def test_a_row_without_a_key_is_a_new_dialogue(held: int) -> None:
    titles = ("Rad", "Version", "Skolenhetskod", "Skola", "Dag", "Deltagare", "Vad vi såg")
    table = file(("", "", HAGSATRA, "", "2026-01-09", "Rektor", "Schemat är klart."), titles=titles)
    accept(KIND, table, codes=None, by=OTHER, now=day(20))
    assert [one.seen for one in follow_ups(HAGSATRA)] == ["Schemat är klart."]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("", "", HAGSATRA, "", "", "Rektor", "Klart."), "Skriv dagen"),
        (("", "", HAGSATRA, "", "2026-01-09", "", "Klart."), "vilka som deltog"),
        (("", "", HAGSATRA, "", "2030-01-09", "Rektor", "Klart."), "kan inte ha hållits än"),
        (("", "", "00000000", "", "2026-01-09", "Rektor", "Klart."), "skolenhetskoden"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_saved(held: int, line: tuple[str, ...], said: str) -> None:
    titles = ("Rad", "Version", "Skolenhetskod", "Skola", "Dag", "Deltagare", "Vad vi såg")
    table = file(line, titles=titles)
    assert said in told(seen(table))
    with pytest.raises(NotTakenIn):
        accept(KIND, table, codes=None, by=OTHER, now=day(20))
    assert follow_ups(HAGSATRA) == ()


def test_other_peoples_schools_are_neither_told_of_nor_changed(held: int) -> None:
    titles = ("Rad", "Version", "Vad vi såg")
    table = file((str(held), str(follow_up(held).version), "Nytt."), titles=titles)
    shown = seen(table, codes=frozenset({HAGSATRA}))
    assert "hör inte till dina skolor" in told(shown)
    assert "Rinkeby" not in repr(shown)
    assert export_rows(KIND, codes=[HAGSATRA]).rows == ()


def test_what_somebody_else_changed_meanwhile_is_a_clash_in_the_same_cell_alone(held: int) -> None:
    before = follow_up(held)
    theirs = replace(details_of(before), seen="Deras.")
    change_follow_up(held, details=theirs, states={}, made_from=before.version, by=BY, now=day(12))
    titles = ("Rad", "Version", "Vad vi såg", "Anteckningar")
    mine = file((str(held), str(before.version), "Mitt.", before.notes), titles=titles)
    assert [one.outcome for one in seen(mine).rows] == ["clash"]
    other = file((str(held), str(before.version), before.seen, "Mina ord."), titles=titles)
    accept(KIND, other, codes=None, by=OTHER, now=day(20))
    assert (follow_up(held).seen, follow_up(held).notes) == ("Deras.", "Mina ord.")

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


def cell(held: int, column: str) -> str:
    """What stands in a column of the dialogue in the file that goes out."""
    sheet = export_rows(KIND)
    titles = [one.title for one in sheet.columns]
    return dict(zip(titles, sheet.rows[0], strict=True))[column]


def test_what_was_said_of_support_goes_out_and_is_changed_noted_and_cleared(held: int) -> None:
    (said,) = follow_up(held).states
    line = cell(held, "Insatserna")
    assert line == f"{said.intervention_id} | {said.intervention} | som planerat"
    titles = ("Rad", "Version", "Insatserna")
    changed = line.replace("som planerat", "Behöver ses över | Tiden räcker inte | än")
    table = file((str(held), str(follow_up(held).version), changed), titles=titles)
    assert [one.outcome for one in seen(table).rows] == ["changed"]
    accept(KIND, table, codes=None, by=OTHER, now=day(20))
    (now,) = follow_up(held).states
    assert (now.state, now.note) == ("needs_attention", "Tiden räcker inte | än")
    table = file((str(held), str(follow_up(held).version), ""), titles=titles)
    accept(KIND, table, codes=None, by=OTHER, now=day(21))
    assert follow_up(held).states == ()


def test_new_actions_are_written_in_their_cell_and_those_that_are_there_are_shown_and_not_read(
    held: int,
) -> None:
    titles = ("Rad", "Version", "Nya åtgärder", "Åtgärder (ändras på webbplatsen)")
    version = str(follow_up(held).version)
    table = file(
        (str(held), version, "Ring handledaren | Rektor | 1 mars 2026", "hit eller dit"), titles=titles
    )
    for _once_more in range(2):
        accept(KIND, table, codes=None, by=OTHER, now=day(20))
    assert cell(held, "Nya åtgärder") == ""
    assert cell(held, "Åtgärder (ändras på webbplatsen)") == "Ring handledaren | Rektor | 2026-03-01 | öppen"


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("Insatserna", "KSBS som planerat", "insatsens nummer"),
        ("Insatserna", "1 | KSBS | bra", "behöver ses över"),
        ("Insatserna", "1 | KSBS | som planerat\n1 | KSBS | bör avbrytas", "två gånger"),
        ("Insatserna", "999999 | KSBS | som planerat", "ingen insats 999999"),
        ("Nya åtgärder", "Ring handledaren", "vad | vem | senast"),
        ("Nya åtgärder", "Ring | rektor | snart", "snart"),
        ("Nya åtgärder", "Ring | ingen alls | 2026-03-01", "ingen roll eller användare"),
    ],
)
def test_a_line_that_cannot_be_is_told_and_nothing_is_saved(
    held: int, column: str, text: str, words: str
) -> None:
    table = file((str(held), str(follow_up(held).version), text), titles=("Rad", "Version", column))
    shown = seen(table)
    assert words in told(shown)
    assert shown.rows[0].outcome == "problem"


def test_what_somebody_else_said_of_support_meanwhile_is_a_clash(held: int) -> None:
    (said,) = follow_up(held).states
    old = str(follow_up(held).version)
    row = follow_up(held)
    theirs = {said.intervention_id: ("stop", "")}
    change_follow_up(
        held, details=details_of(row), states=theirs, made_from=row.version, by=OTHER, now=day(15)
    )
    line = f"{said.intervention_id} | KSBS | behöver ses över"
    table = file((str(held), old, line), titles=("Rad", "Version", "Insatserna"))
    assert [one.outcome for one in seen(table).rows] == ["clash"]

"""The table behind a chart."""

from __future__ import annotations

from hypothesis import given

from tests.documents.strategies import charts
from tests.documents.test_charts import EFFECT, FORECAST, ODD_YEARS, OUTCOME, STANDING
from vandpunkt.documents.charts import Chart, YearChart, YearPoint, to_table


def test_years_are_told_with_their_marks_as_printed_and_their_intervals_in_whole_per_cent() -> None:
    assert to_table(ODD_YEARS) == (
        ("Läsår", "Publicerat, procent", "Osäkerhet, procent"),
        (("2020/21", "..", "–"), ("2021/22", "~100", "80–98"), ("2022/23", "74,5", "61–85")),
    )


def test_notes_have_a_column_where_there_are_any() -> None:
    with_note = YearPoint("2024/25", "74,5", 0.745, note="n är inte tryckt")
    noted = YearChart((with_note, YearPoint("2025/26", "..")))

    assert to_table(noted) == (
        ("Läsår", "Publicerat, procent", "Anmärkning"),
        (("2024/25", "74,5", "n är inte tryckt"), ("2025/26", "..", "–")),
    )


def test_standings_are_told_school_by_school() -> None:
    header, rows = to_table(STANDING)

    assert header[:3] == ("Skola", "Väntat av elevunderlaget, procent", "Underliggande nivå, procent")
    assert rows[0] == ("Rinkebyskolan", "55", "70", "67–73", "62–78", "74,5")
    assert rows[1][-1] == ".."


def test_a_forecast_is_told_with_the_range_of_next_year() -> None:
    header, rows = to_table(FORECAST)

    assert header[-1] == "Troligt spann nästa år, procent"
    assert rows[-1] == ("2025/26", "–", "–", "66", "55–77", "58", "50–81")


def test_effects_are_told_with_signs_and_then_what_they_are_held_against() -> None:
    header, rows = to_table(EFFECT)

    assert header == ("Årskullar", "Effekt, procentenheter", "50 procents säkerhet", "95 procents säkerhet")
    assert rows[0] == ("Alla", "+3,1", "+0,6 till +5,6", "−4,2 till +10,4")
    assert rows[-2] == ("Minsta effekt som kunde ha synts", "±9,8", "–", "–")
    assert rows[-1] == ("Skenförsök på skolor utan insatsen", "0,0", "−3,0 till +3,0", "−5,5 till +5,5")


def test_an_outcome_is_told_year_by_year_beside_its_forecast() -> None:
    header, rows = to_table(OUTCOME)

    assert header[3:] == ("Prognos utan insatsen, procent", "Prognosens troliga spann", "Insats")
    assert rows[0] == ("2022/23", "49,1", "39–60", "–", "–", "–")
    assert rows[2] == ("2024/25", "~100", "86–99", "58", "41–73", "KSBS")


def test_the_words_can_be_put_in_another_language() -> None:
    assert to_table(ODD_YEARS, str.upper)[0][0] == "LÄSÅR"


@given(charts)
def test_every_row_has_a_cell_for_every_column(chart: Chart) -> None:
    header, rows = to_table(chart)

    assert all(len(row) == len(header) for row in rows)
    assert all(cell for row in rows for cell in row[1:])

"""What an HTML page tells by its elements, and what a browser would not show."""

from __future__ import annotations

import pytest

from vandpunkt.reading import Limits
from vandpunkt.reading.html_file import html_pages


def lines_of(body: str) -> list[tuple[str, str]]:
    """Form and text of every stretch."""
    (page,) = html_pages(f"<!doctype html><html><body>{body}</body></html>".encode(), Limits(), "a.html")
    return [(one.form.value, page.text[one.start : one.end]) for one in page.stretches]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h2>Norra skolan</h2><p>Text.</p>", [("heading", "Norra skolan"), ("paragraph", "Text.")]),
        ("<ul><li>Ett<li>Två</ul>", [("item", "Ett"), ("item", "Två")]),
        ("<li><p>Ett</p><p>stycke till</p></li>", [("item", "Ett stycke till")]),
        ("<ul><li>Ett:<ul><li>under</ul></ul>", [("item", "Ett:"), ("item", "under")]),
        ("<p><strong>Norra skolan</strong></p>", [("strong", "Norra skolan")]),
        ("<p><b>Norra</b> skolan</p>", [("paragraph", "Norra skolan")]),
        ("<p>Namn<br>Titel</p>", [("paragraph", "Namn"), ("paragraph", "Titel")]),
        (
            "löst <i>inne</i> i texten<p>Stycke",
            [("paragraph", "löst inne i texten"), ("paragraph", "Stycke")],
        ),
        ("<p>a&nbsp;b &amp; c", [("paragraph", "a\u00a0b & c")]),
        ("<p>rad\n   två", [("paragraph", "rad två")]),
    ],
)
def test_elements_tell_the_form(body: str, lines: list[tuple[str, str]]) -> None:
    assert lines_of(body) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x()</script>", "<style>p{}</style>", "<svg><text>74,5</text></svg>", "<nav>Meny</nav>",
        "<p hidden>x</p>", '<span aria-hidden="true">x</span>', "<!-- x -->", "<template>x</template>",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert lines_of(f"<p>Text.</p>{hidden}") == [("paragraph", "Text.")]


def test_cells_know_their_table_row_and_column() -> None:
    table = "<table><tr><th colspan=2>a</th><th>b</th></tr><tbody><tr><td>c</td><td>d</td><td>e</td></tr></tbody></table>"
    (page,) = html_pages(f"<html><body>{table}{table}</body></html>".encode(), Limits(), "a.html")
    cells = [(one.cell.table, one.cell.row, one.cell.column) for one in page.stretches if one.cell]
    assert cells[:5] == [(0, 0, 0), (0, 0, 2), (0, 1, 0), (0, 1, 1), (0, 1, 2)]
    assert {cell[0] for cell in cells} == {0, 1}

"""Tables in WordprocessingML: the statement's figures, and its signatures side by side."""

from __future__ import annotations

from collections.abc import Sequence

from vandpunkt.documents.tree import Run, Signature, Table
from vandpunkt.documents.walk import plain
from vandpunkt.documents.word_elements import ContentControls, Element, paragraph, text_run, word

_LETTER = 125
_PADDING = 260
_ROOM_FOR_A_PEN = 1000
_ABREAST = 2


def data_table(table: Table, style: str, controls: ContentControls, text_width: int) -> Element:
    """The table with its header row marked, so that it is repeated on the next page and read out."""
    widths = _widths(table, text_width)
    header = [[Run(name)] for name in table.header]
    rows = [_row(header, widths, table.numeric, controls, header=True)] if header else []
    rows += [_row(row, widths, table.numeric, controls) for row in table.rows]
    properties = word(
        "tblPr",
        word("tblStyle", val=style),
        word("tblW", w=sum(widths), type="dxa"),
        word("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
        word("tblCaption", val=table.caption) if table.caption else None,
    )
    grid = word("tblGrid", *(word("gridCol", w=width) for width in widths))
    return word("tbl", properties, grid, *rows)


def _widths(table: Table, text_width: int) -> list[int]:
    """A width for each column after its longest text, in twentieths of a point, within the text's width."""
    columns = max(len(table.header), *(len(row) for row in table.rows), 1)
    longest = [0] * columns
    for row in ((name for name in table.header), *((plain(cell) for cell in row) for row in table.rows)):
        for at, text in enumerate(row):
            longest[at] = max(longest[at], len(text))
    wanted = [_LETTER * min(letters, 60) + _PADDING for letters in longest]
    shrink = min(1.0, text_width / sum(wanted))
    return [int(width * shrink) for width in wanted]


def _row(
    cells: Sequence[Sequence[Run]],
    widths: Sequence[int],
    numeric: Sequence[bool],
    controls: ContentControls,
    *,
    header: bool = False,
) -> Element:
    written = []
    for at, width in enumerate(widths):
        right = at < len(numeric) and numeric[at]
        runs = controls.runs(cells[at] if at < len(cells) else ())
        written.append(_cell(width, paragraph("", *runs, aligned="right" if right else "")))
    properties = word("trPr", word("cantSplit"), word("tblHeader") if header else None)
    return word("tr", properties, *written)


def _cell(width: int, *paragraphs: Element) -> Element:
    return word("tc", word("tcPr", word("tcW", w=width, type="dxa")), *paragraphs)


def signature_table(signatures: Sequence[Signature], text_width: int) -> Element:
    """The signatures two abreast without lines, with room above each for a pen."""
    width = text_width // _ABREAST
    rows = [
        word("tr", word("trPr", word("cantSplit")), *(_signature(one, width) for one in abreast))
        for abreast in _abreast(signatures)
    ]
    properties = word(
        "tblPr", word("tblW", w=width * _ABREAST, type="dxa"), word("tblLayout", type="fixed"), _no_margins()
    )
    grid = word("tblGrid", *(word("gridCol", w=width) for _ in range(_ABREAST)))
    return word("tbl", properties, grid, *rows)


def _no_margins() -> Element:
    return word("tblCellMar", *(word(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))


def _abreast(signatures: Sequence[Signature]) -> list[list[Signature | None]]:
    filled: list[Signature | None] = [*signatures, *[None] * (-len(signatures) % _ABREAST)]
    return [filled[at : at + _ABREAST] for at in range(0, len(filled), _ABREAST)]


def _signature(signature: Signature | None, width: int) -> Element:
    lines = (signature.name, signature.title, signature.administration) if signature else ("",)
    first, *others = [text_run(line) for line in lines if line] or [text_run("")]
    return _cell(
        width,
        paragraph("", first, space_before=_ROOM_FOR_A_PEN),
        *(paragraph("", other) for other in others),
    )

"""The path as a small picture, drawn from the table of moves: states are boxes, moves arrows."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from vandpunkt.cases.path.moves import MOVES
from vandpunkt.cases.path.states import MAIN_LINE, State
from vandpunkt.domain.problems import marked

_BOX = (150, 24)
_GAP = 14
_LEFT = 46
_RIGHT = _LEFT + _BOX[0] + 44
_TOP = 8
_BESIDE = {State.REFERRED_BACK: MAIN_LINE.index(State.IN_PREPARATION) + 1, State.TABLED: 6}
"""The rows of the two states that stand beside the main line."""

TITLE = marked("Ärendets gång")
DESCRIPTION = marked("Från inkommet till arkiverat. Pilarna är de förflyttningar som finns: {arrows}.")
HERE = marked("här är ärendet")


def diagram(here: State | None = None, *, translate: Callable[[str], str] = str) -> str:
    """The picture as SVG with its own description; `here` is the state to point out, None for no case."""
    rows = len(MAIN_LINE)
    width, height = _RIGHT + _BOX[0] + 8, _TOP * 2 + rows * (_BOX[1] + _GAP)
    boxes = "".join(_box(state, here=state is here, translate=translate) for state in State)
    arrows = "".join(_arrow(before, after, lane) for (before, after), lane in _lanes().items())
    spoken = translate(DESCRIPTION).format(
        arrows="; ".join(f"{translate(one.title)} – {translate(other.title)}" for one, other in edges())
    )
    if here:
        spoken += f" {translate(here.title)}: {translate(HERE)}."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" class="chart" color="#1a1a1a" fill="currentColor" '
        'font-family="IBM Plex Sans, Arial, sans-serif" font-size="12" role="img" '
        'aria-labelledby="path-diagram-title path-diagram-description">'
        f'<title id="path-diagram-title">{escape(translate(TITLE))}</title>'
        f'<desc id="path-diagram-description">{escape(spoken)}</desc>'
        '<defs><marker id="path-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0.5 8 4 0 7.5z"/></marker></defs>'
        f"{arrows}{boxes}</svg>"
    )


def edges() -> tuple[tuple[State, State], ...]:
    """The pairs of states that some move leads between, each once, in the table's order."""
    pairs = [
        (source, move.target)
        for move in MOVES.values()
        for source in move.sources
        if move.target not in (None, source)
    ]
    return tuple((one, other) for one, other in dict.fromkeys(pairs) if other)


def _row(state: State) -> int:
    return _BESIDE[state] if state in _BESIDE else MAIN_LINE.index(state)


def _corner(state: State) -> tuple[int, int]:
    return (_RIGHT if state in _BESIDE else _LEFT), _TOP + _row(state) * (_BOX[1] + _GAP)


def _box(state: State, *, here: bool, translate: Callable[[str], str]) -> str:
    x, y = _corner(state)
    weight = ' font-weight="600"' if here else ""
    return (
        f'<rect class="paper" x="{x}" y="{y}" width="{_BOX[0]}" height="{_BOX[1]}" rx="2" fill="#fff" '
        f'stroke="currentColor" stroke-width="{3 if here else 1}"/>'
        f'<text x="{x + _BOX[0] / 2:.0f}" y="{y + 16}" text-anchor="middle"{weight}>'
        f"{'● ' if here else ''}{escape(translate(state.title))}</text>"
    )


def _lanes() -> dict[tuple[State, State], int]:
    """Each arrow with its lane left of the main line; 0 where it goes straight."""
    lanes, used = {}, 0
    for before, after in edges():
        straight = {before, after} & set(_BESIDE) or _row(after) - _row(before) == 1
        used += 0 if straight else 1
        lanes[before, after] = 0 if straight else used
    return lanes


def _arrow(before: State, after: State, lane: int) -> str:
    (x, y), (to_x, to_y) = _corner(before), _corner(after)
    middle, to_middle = y + _BOX[1] / 2, to_y + _BOX[1] / 2
    if lane:
        out = x - 6 - 12 * lane
        way = f"M{x} {middle + 5:.0f}H{out}V{to_middle - 5:.0f}H{to_x}"
    elif x == to_x:
        way = f"M{x + _BOX[0] / 2:.0f} {y + _BOX[1]}V{to_y}"
    else:
        shift = 5 if before in _BESIDE else -5
        start, end = (x, to_x + _BOX[0]) if before in _BESIDE else (x + _BOX[0], to_x)
        turn = (start + end) / 2 + shift
        way = f"M{start} {middle + shift:.0f}H{turn:.0f}V{to_middle + shift:.0f}H{end}"
    return f'<path d="{way}" fill="none" stroke="currentColor" marker-end="url(#path-arrow)"/>'

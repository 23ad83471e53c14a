"""The handbook's page on the path of a case: its picture, its moves and its deadlines, printed from the code.

python -m tools.case_path_page update    write them
python -m tools.case_path_page check     fail when they are not what the code says
"""

from __future__ import annotations

import sys
from pathlib import Path

from vandpunkt.cases.path.deadlines import RULES
from vandpunkt.cases.path.moves import MOVES, Place

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "handbok" / "arendets-gang.md"
PICTURE = ROOT / "docs" / "pictures" / "case-path.svg"
_PLACES = {
    Place.PATH: "ärendets gång",
    Place.CONTRIBUTIONS: "sidan om texten",
    Place.SIGNING: "undertecknandet",
}
_STEPS = {
    "preparation": "beredning",
    "reconciliation": "avstämning",
    "signed": "undertecknande",
    "union_consultation": "facklig samverkan",
    "council": "råd",
    "dispatched": "utskick till nämnden",
}


def picture() -> str:
    """The path as a picture on white paper."""
    from vandpunkt.cases.path.diagram import diagram

    opening, rest = diagram().split("</desc>", 1)
    return f'{opening}</desc><rect width="100%" height="100%" fill="#fff"/>{rest}\n'


def moves() -> str:
    """Every move: what it is called, when it can be made, where it leads and where it is made."""
    rows = ["| det du gör | när ärendet är | det blir | var |", "|---|---|---|---|"]
    for move in MOVES.values():
        sources = ", ".join(one.title.lower() for one in move.sources)
        target = move.target.title.lower() if move.target else "som förut"
        rows.append(f"| {move.button} | {sources} | {target} | {_PLACES[move.place]} |")
    return "\n".join(rows)


def deadlines() -> str:
    """How long before the meeting each step is to be done."""
    rows = ["| steg | i inställningarna | före sammanträdet |", "|---|---|---|"]
    for kind, rule in RULES.items():
        unit = "arbetsdagar" if rule.working else "dagar"
        rows.append(f"| {_STEPS[kind]} | `{kind}` | {rule.count} {unit} |")
    return "\n".join(rows)


def page(current: str) -> str:
    """The page with what is printed from the code put between its marks."""
    for name, text in (("moves", moves()), ("deadlines", deadlines())):
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, rest = current.split(opening, 1)
        after = rest.split(closing, 1)[1]
        current = f"{before}{opening}{text}\n{closing}{after}"
    return current


def main(command: str) -> int:
    """Run update or check; the exit status."""
    current = PAGE.read_text(encoding="utf-8")
    if command == "update":
        PAGE.write_text(page(current), encoding="utf-8")
        PICTURE.write_text(picture(), encoding="utf-8")
        return 0
    if command == "check":
        drawn = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else ""
        fresh = current == page(current) and drawn == picture()
        print("current" if fresh else "out of date: python -m tools.case_path_page update")
        return 0 if fresh else 1
    print(__doc__)
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) == 2 else ""))

"""A statement as an HTML page."""

from __future__ import annotations

from html import escape

from tests.reading.statements import Statement
from tests.reading.writers.parts import Part, parts_of


def as_html(statement: Statement) -> str:
    """The page, with lists as lists and a letterhead above."""
    parts: list[str] = []
    in_list = False
    for part in parts_of(statement):
        if (part.kind == "item") != in_list:
            in_list = not in_list
            parts.append("<ul>" if in_list else "</ul>")
        parts.append(_part(part, statement))
    return (
        "<!DOCTYPE html><html lang=sv><head><title>Svar</title><style>p{margin:0}</style></head><body>"
        f"<header><p>{escape(statement.administration)}<p>Tjänsteutlåtande<p>Dnr {escape(statement.dnr)}</header>"
        f"<main>{''.join(parts)}</main><script>var x = 'Under 2024:'</script></body></html>"
    )


def _part(part: Part, statement: Statement) -> str:
    text = escape(part.text)
    if part.kind == "signatures":
        cells = "".join(
            f"<div>{escape(name)}<br>{escape(title)}<br>{escape(statement.administration)}</div>"
            for name, title in statement.signatories
        )
        return f"<div>{cells}</div>"
    return {
        "title": f"<h1>{text}</h1>",
        "heading": f"<h{part.level + 1}>{text}</h{part.level + 1}>",
        "item": f"<li><span>{text}</span></li>",
    }.get(part.kind, f"<p>{text}</p>")

"""HTML that cannot be broken by what it shows: text is escaped unless it is Markup already."""

from __future__ import annotations

from html import escape


class Markup(str):
    """HTML that may stand as it is."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str | bool) -> Markup:
    """`<name attributes>content</name>`, with everything escaped that is not Markup.

    An attribute that is False is left out, one that is True stands without a value. Underscores in
    attribute names become hyphens; a final one lets reserved words through (`class_`).
    """
    return Markup(f"<{name}{_attributes(attributes)}>{joined(*content)}</{name}>")


def joined(*content: str) -> Markup:
    """The pieces after each other, escaped where they are not Markup."""
    return Markup("".join(piece if isinstance(piece, Markup) else escape(piece) for piece in content))


def _attributes(attributes: dict[str, str | bool]) -> str:
    written = ""
    for name, value in attributes.items():
        key = name.rstrip("_").replace("_", "-")
        if value is True:
            written += f" {key}"
        elif value is not False:
            written += f' {key}="{escape(value)}"'
    return written

"""The document as one HTML file that needs no other: style, letters and pictures are inside it."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from html import escape
from importlib.resources import files

from vandpunkt.documents.article import article
from vandpunkt.documents.markup import Markup, element
from vandpunkt.documents.preparing import prepared
from vandpunkt.documents.tree import Document, Letterhead

_FONTS = {400: "IBMPlexSans-Regular.woff2", 600: "IBMPlexSans-SemiBold.woff2"}


def render(document: Document) -> str:
    """The whole file. It asks nothing of the network and runs no script.

    The two fonts are inside it (175 kB), as the charts are measured for their letters and the file must
    look the same in an archive as on the day it was written.
    """
    document = prepared(document)
    title = document.title
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta name="identifier" content="{escape(document.identity)}">')
        if document.identity
        else "",
        element("title", f"{title} – {document.letterhead.dnr}" if document.letterhead.dnr else title),
        element("style", _style()),
    )
    body = element(
        "body",
        element("a", "Hoppa till innehållet", class_="skip", href="#content"),
        _letterhead(document.letterhead),
        element("main", article(document), id="content"),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=document.language)}\n"


def _letterhead(letterhead: Letterhead) -> Markup:
    dnr = f"Dnr {letterhead.dnr}" if letterhead.dnr else ""
    right = [line for line in (letterhead.kind, dnr, letterhead.subject) if line]
    lines = [piece for line in right for piece in (line, Markup("<br>"))][:-1]
    return element(
        "header", element("p", letterhead.administration), element("p", *lines), class_="letterhead"
    )


@cache
def _style() -> Markup:
    package = files("vandpunkt.documents")
    faces = "".join(
        f'@font-face{{font-family:"IBM Plex Sans";font-weight:{weight};font-display:swap;'
        f"src:url(data:font/woff2;base64,{b64encode((package / 'fonts' / name).read_bytes()).decode()})}}\n"
        for weight, name in _FONTS.items()
    )
    return Markup(faces + (package / "templates" / "statement.css").read_text(encoding="utf-8"))

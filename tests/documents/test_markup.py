"""HTML that no text can break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from vandpunkt.documents.characters import clean
from vandpunkt.documents.markup import Markup, element, joined


def test_text_is_escaped_and_markup_is_not() -> None:
    assert element("p", "a < b & c", Markup("<br>")) == "<p>a &lt; b &amp; c<br></p>"
    assert joined("<i>", Markup("<b>x</b>")) == "&lt;i&gt;<b>x</b>"


def test_attributes_are_escaped_and_false_ones_left_out() -> None:
    assert element("a", class_="x", href='"&', hidden=False) == '<a class="x" href="&quot;&amp;"></a>'
    assert element("details", open=True, data_citation="1") == '<details open data-citation="1"></details>'


@given(st.text().map(clean), st.text().map(clean))
def test_whatever_is_written_is_read_back(text: str, attribute: str) -> None:
    read = html.fragment_fromstring(element("p", text, title=attribute))

    assert (read.text or "") == text
    assert read.get("title") == attribute

"""Typst, with the shipped templates and fonts and nothing of the machine's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

_ROOM = files("vandpunkt.documents")


def typeset_pdf(template: str, data: object) -> bytes:
    """The template filled with `data`, as a PDF that claims PDF/UA-1. Same data, same bytes."""
    result: bytes = _compile(template, data, format="pdf", pdf_standards=["ua-1"])
    return result


def typeset_pictures(template: str, data: object, *, dots_per_inch: float) -> list[bytes]:
    """The template filled with `data`, each of its pages as a PNG."""
    result: bytes | Sequence[bytes] = _compile(template, data, format="png", ppi=dots_per_inch)
    return [result] if isinstance(result, bytes) else list(result)


def _compile(template: str, data: object, **options: Any) -> Any:
    """Data reach the template as JSON, never as Typst source, so that nothing in them is a command."""
    import typst

    folder = Path(str(_ROOM / "templates"))
    compiler = typst.Compiler(root=folder, font_paths=_fonts(), ignore_system_fonts=True)
    source = (folder / template).read_bytes()
    return compiler.compile(source, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}, **options)


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_ROOM / "fonts")]
    )

"""The kinds of documents, one a file: each file declares its `KIND`. See docs/new-kind-of-document.md."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from vandpunkt.cases.kinds.kind import Kind
from vandpunkt.domain.problems import Problem, marked

__all__ = ["Kind", "find_kind", "kinds"]


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind there is a file for, in the order of their file names."""
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    return tuple(module.KIND for module in modules if hasattr(module, "KIND"))


def find_kind(name: str) -> Kind:
    """The kind by its name. Raises Problem that names the kinds there are."""
    for kind in kinds():
        if kind.name == name:
            return kind
    known = ", ".join(kind.name for kind in kinds())
    raise Problem(
        marked("Det finns inget slag av dokument som heter {name}. Välj ett av: {known}."),
        name=name,
        known=known,
    )

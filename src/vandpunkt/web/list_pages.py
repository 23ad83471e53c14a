"""Which page of a long list an address asks for, and what leads to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from vandpunkt.web.fields import whole_number

PAGE_SIZE = 50
Item = TypeVar("Item")


@dataclass(frozen=True)
class ListPage(Generic[Item]):
    """One page of a list: its items, its number from 1, how many pages there are, and items on them all."""

    items: tuple[Item, ...]
    page: int
    pages: int
    total: int


def asked_page(request: HttpRequest) -> int:
    """The page that the address asks for; the first where it asks for none that can be understood."""
    return whole_number(request.GET.get("page")) or 1


def page_of(items: Sequence[Item], number: int) -> ListPage[Item]:
    """A page of a list; beyond the last it is the last."""
    pages = max(1, -(-len(items) // PAGE_SIZE))
    page = min(max(1, number), pages)
    return ListPage(tuple(items[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]), page, pages, len(items))

"""The document tree: what a document says, piece by piece, with a citation at each fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vandpunkt.documents.charts import Chart


@dataclass(frozen=True)
class Citation:
    """Where a stated fact comes from: the row of the register as it stood in one version.

    `id` is stable within a document and safe as an HTML id and a Word tag (`intervention-17-3`).
    `label` tells a person the source in one Swedish line; `address` is the page of it on the site, or "".
    """

    id: str
    model: str
    row: str
    version: str
    label: str
    address: str = ""


@dataclass(frozen=True)
class Run:
    """A stretch of text; `citations` are ids of the citations that vouch for it."""

    text: str
    citations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section of the document, 2 a school, 3 below it."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text. `key` names the passage from one build to the next, "" for a person's own section.

    `own` is whether a person's sentence stands in place of the generated one.
    """

    runs: tuple[Run, ...]
    key: str = ""
    own: bool = False


@dataclass(frozen=True)
class BulletList:
    """A list; one tuple of runs an item. `keys` name the items as a paragraph's key does; all or none."""

    items: tuple[tuple[Run, ...], ...]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with one header row; `numeric` tells for each column whether it is set as figures."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    numeric: tuple[bool, ...]
    key: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart with its caption and the text that stands in for it where it cannot be seen."""

    chart: Chart
    caption: str
    alternative_text: str
    citations: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True)
class Signature:
    """A person who signs, in an official role."""

    name: str
    title: str
    administration: str


@dataclass(frozen=True)
class Signatures:
    """The line of signatures, side by side."""

    signatures: tuple[Signature, ...]


Block = Heading | Paragraph | BulletList | Table | Figure | Signatures


@dataclass(frozen=True)
class Letterhead:
    """What stands at the top of every page beside the page number."""

    administration: str
    kind: str
    dnr: str
    subject: str = ""


@dataclass(frozen=True)
class Document:
    """A whole document, in the language `language` (BCP 47).

    `identity` names the version that a kept document is (see `stated.identity`); its files carry it.
    """

    letterhead: Letterhead
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    citations: Mapping[str, Citation] = field(default_factory=dict)
    language: str = "sv"
    identity: str = ""

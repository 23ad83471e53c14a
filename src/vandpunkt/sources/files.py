"""Opening files that others have sent: compressed or not, never larger than a publication can be."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from vandpunkt.domain.problems import Problem, marked

MOST_BYTES = 64 * 1024 * 1024
"""No publication that is read here comes near it; what is larger is a mistake or an attack."""

_OPENERS = ((b"\x1f\x8b", gzip.open), (b"\xfd7zXZ\x00", lzma.open), (b"BZh", bz2.open))
DAMAGED = (EOFError, lzma.LZMAError, gzip.BadGzipFile)
"""What the decompressors raise for a damaged file, besides OSError."""


@dataclass(frozen=True)
class Content:
    """What stood in one file, under the name that people know it by."""

    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash of the content, decompressed."""
        return hashlib.sha256(self.data).hexdigest()


class Limited(io.RawIOBase):
    """A stream that refuses to give more bytes than its limit, however they are asked for."""

    def __init__(self, stream: IO[bytes], name: str, most: int = MOST_BYTES) -> None:
        self._stream, self._name, self._left = stream, name, most

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Read like the stream. Raises Problem where more is asked for than is left and the stream has it."""
        wanted = self._left + 1 if size < 0 else size
        data = self._stream.read(min(wanted, self._left + 1))
        if len(data) > self._left:
            raise Problem(
                marked("{file} är för stor: mer än {most} MB. Kontrollera att det är rätt fil."),
                file=self._name,
                most=MOST_BYTES // 1024 // 1024,
            )
        self._left -= len(data)
        return data


@contextmanager
def open_limited(path: Path) -> Iterator[Limited]:
    """The file's bytes, decompressed by what it begins with. Raises Problem for what cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(6)
            file.seek(0)
            opener = next((opener for magic, opener in _OPENERS if head.startswith(magic)), None)
            stream = cast("IO[bytes]", opener(file, "rb")) if opener else file
            yield Limited(stream, path.name)
    except FileNotFoundError as error:
        raise Problem(marked("{file} finns inte. Kontrollera sökvägen."), file=path) from error
    except IsADirectoryError as error:
        raise Problem(marked("{file} är en mapp, men här behövs en fil."), file=path) from error
    except DAMAGED as error:
        raise Problem(
            marked("{file} är skadad och går inte att packa upp. Hämta filen igen."), file=path
        ) from error
    except OSError as error:
        raise Problem(
            marked("{file} går inte att läsa: {error}."), file=path, error=error.strerror or error
        ) from error


def read_file(path: Path) -> Content:
    """The content of a file. Raises Problem for what cannot be read and for what is too large."""
    with open_limited(path) as stream:
        return Content(path.name, stream.read())


def decoded(content: Content) -> str:
    """The text of a file as Swedish authorities write them: UTF-8, UTF-16 with its mark, or cp1252."""
    data = content.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded_as(content, "utf-16")
    if b"\x00" in data:
        raise Problem(marked("{file} är ingen textfil. Exportera rapporten som CSV."), file=content.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded_as(content, "cp1252")


def _decoded_as(content: Content, encoding: str) -> str:
    try:
        return content.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Problem(
            marked("{file} har tecken som inte går att läsa. Spara filen som UTF-8."), file=content.name
        ) from error

"""The files of a folder or tar archive, in memory: nothing is unpacked to disk, no name becomes a path."""

from __future__ import annotations

import hashlib
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.sources.files import MOST_BYTES, Content, Limited, open_limited, read_file

MOST_MEMBERS = 50_000
MOST_MEMBER_BYTES = 4 * 1024 * 1024
_TAR_MARK = (257, b"ustar")
_HEAD = 512
_CHUNK = 64 * 1024
_UNPRINTABLE = re.compile(r"[^\w .,()/+-]")


def read_members(path: Path, *, ending: str) -> tuple[Content, ...]:
    """The files with an ending in a folder or tar, or the one file itself, by name.

    Raises Problem where the whole is too large or damaged, or has no such file.
    """
    if path.is_dir():
        members = tuple(_of_folder(path, ending))
    elif is_tar(path):
        with open_limited(path) as stream:
            members = tuple(_of_tar(stream, path, ending))
    else:
        return (read_file(path),)
    if not members:
        raise Problem(
            marked(
                "{file} har inga filer som slutar på {ending}. Kontrollera att det är rätt mapp eller arkiv."
            ),
            file=path,
            ending=ending,
        )
    return tuple(sorted(members, key=lambda member: member.name))


def sha256_of(members: Iterable[Content]) -> str:
    """One hash of all contents, whatever the files are called and wherever they lie."""
    return hashlib.sha256("\n".join(sorted(member.sha256 for member in members)).encode()).hexdigest()


def is_tar(path: Path) -> bool:
    """Whether a file is a tar archive, compressed or not."""
    with open_limited(path) as stream:
        at, mark = _TAR_MARK
        return _filled(stream, _HEAD)[at : at + len(mark)] == mark


def _filled(stream: Limited, size: int) -> bytes:
    data = b""
    while len(data) < size and (more := stream.read(size - len(data))):
        data += more
    return data


def _of_folder(path: Path, ending: str) -> Iterator[Content]:
    left = MOST_BYTES
    for number, file in enumerate(sorted(path.rglob(f"*{ending}"))):
        if file.is_symlink() or not file.is_file():
            continue
        content = read_file(file)
        left -= len(content.data)
        _check(path, number, len(content.data), left)
        yield Content(file.relative_to(path).as_posix(), content.data)


def _of_tar(stream: Limited, path: Path, ending: str) -> Iterator[Content]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", encoding="utf-8", errors="replace") as archive:
            for number, member in enumerate(archive):
                _check(path, number, member.size if member.isreg() else 0, 0)
                if member.isreg() and member.name.endswith(ending):
                    file = archive.extractfile(member)
                    assert file is not None
                    yield Content(_UNPRINTABLE.sub("?", member.name), file.read())
        while stream.read(_CHUNK):  # to the end, where the compression says whether all of it was whole
            pass
    except (tarfile.TarError, ValueError) as error:
        raise Problem(
            marked("{file} är skadad och går inte att packa upp. Hämta filen igen."), file=path
        ) from error


def _check(path: Path, number: int, size: int, left: int) -> None:
    if number >= MOST_MEMBERS or size > MOST_MEMBER_BYTES or left < 0:
        raise Problem(
            marked("{file} är för stor: fler än {members} filer, eller en fil på mer än {most} MB."),
            file=path,
            members=MOST_MEMBERS,
            most=MOST_MEMBER_BYTES // 1024 // 1024,
        )

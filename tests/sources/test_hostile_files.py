"""Files from outside may be damaged or made to harm: they are told of, never obeyed, and fill no memory."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sources.answers import answer, statistics, unit
from vandpunkt.domain.problems import Problem
from vandpunkt.sources import read_publication
from vandpunkt.sources.files import MOST_BYTES, Content, decoded, read_file
from vandpunkt.sources.members import MOST_MEMBER_BYTES, read_members


def member(
    name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    """A member of an archive, of any type."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(data)
    return info, data


def archive(path: Path, *members: tuple[tarfile.TarInfo, bytes], mode: str = "w:gz") -> Path:
    """A tar archive with these members, as somebody may have sent it."""
    with tarfile.open(path, mode) as written:
        for info, data in members:
            written.addfile(info, io.BytesIO(data))
    return path


GOOD = (member("unit.json", answer(unit())), member("statistics.json", answer(statistics())))


def test_names_that_point_out_of_the_archive_write_nothing_anywhere(tmp_path: Path) -> None:
    home = tmp_path / "here"
    home.mkdir()
    bad = archive(
        tmp_path / "bad.tar.gz",
        member("../../ute.json", answer(unit())),
        member("/etc/ute.json", answer(statistics())),
    )
    before = sorted(tmp_path.rglob("*"))
    publication = read_publication("planned-educations", str(bad))
    assert len(publication.figures) == 7
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/etc/ute.json").exists()


@pytest.mark.parametrize(
    "strange",
    [
        member("l.json", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        member("h.json", kind=tarfile.LNKTYPE, link="/etc/passwd"),
        member("d.json", kind=tarfile.CHRTYPE),
        member("f.json", kind=tarfile.FIFOTYPE),
        member("dir.json", kind=tarfile.DIRTYPE),
    ],
)
def test_links_devices_and_folders_in_an_archive_are_passed_over(
    tmp_path: Path, strange: tuple[tarfile.TarInfo, bytes]
) -> None:
    publication = read_publication("planned-educations", str(archive(tmp_path / "a.tar.gz", strange, *GOOD)))
    assert publication.rows_read == 2


def test_links_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(answer(unit("11111111")))
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.json").symlink_to(secret)
    (folder / "unit.json").write_bytes(answer(unit()))
    publication = read_publication("planned-educations", str(folder))
    assert [one.code for one in publication.units] == ["37416253"]


def test_names_are_shown_without_control_characters(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.tar.gz", member("\x1b[31m\nx.json", b"{"), *GOOD)
    (refusal,) = read_publication("planned-educations", str(path)).refusals
    assert refusal.place.file == "??31m?x.json"


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_that_unpacks_to_more_than_any_publication_is_refused(
    tmp_path: Path, compress: Callable[[bytes], bytes]
) -> None:
    bomb = tmp_path / "bomb.csv"
    bomb.write_bytes(compress(bytes(MOST_BYTES + 1)))
    with pytest.raises(Problem, match="för stor"):
        read_publication("report-139", str(bomb))


def test_a_member_larger_than_any_answer_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.tar.gz", member("stor.json", bytes(MOST_MEMBER_BYTES + 1)))
    with pytest.raises(Problem, match="för stor"):
        read_publication("planned-educations", str(path))


def test_an_archive_that_unpacks_without_end_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    zeros = io.BytesIO()
    with tarfile.open(fileobj=zeros, mode="w") as written:
        info = tarfile.TarInfo("pax")
        info.type, info.size = tarfile.XHDTYPE, 8 * 1024**3
        written.addfile(info, None)
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        packed.write(zeros.getvalue()[:512])
        for _ in range(MOST_BYTES // 2**20 + 2):
            packed.write(bytes(2**20))
    tracemalloc.start()
    try:
        with pytest.raises(Problem):
            read_publication("planned-educations", str(path))
        assert tracemalloc.get_traced_memory()[1] < 4 * MOST_BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("cut", [1, 30, 200])
@pytest.mark.parametrize("mode", ["w:gz", "w:xz", "w:bz2", "w"])
def test_a_damaged_archive_is_a_problem(tmp_path: Path, cut: int, mode: str) -> None:
    path = archive(tmp_path / "a.tar", *GOOD, mode=mode)
    path.write_bytes(path.read_bytes()[:-cut] if mode != "w" else path.read_bytes()[: 600 + cut])
    with pytest.raises(Problem):
        read_publication("planned-educations", str(path))


def test_an_archive_or_folder_without_answers_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"slutar på \.json"):
        read_publication("planned-educations", str(archive(tmp_path / "a.tar.gz", member("a.txt", b"x"))))
    (tmp_path / "tom").mkdir()
    with pytest.raises(Problem, match=r"slutar på \.json"):
        read_publication("planned-educations", str(tmp_path / "tom"))


@pytest.mark.parametrize("kind", ["report-139", "salsa", "planned-educations"])
def test_what_is_not_there_is_a_problem(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Problem, match="finns inte"):
        read_publication(kind, str(tmp_path / "saknas.csv"))


@pytest.mark.parametrize("kind", ["report-139", "salsa"])
def test_a_folder_where_a_file_belongs_is_a_problem(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Problem, match="är en mapp"):
        read_publication(kind, str(tmp_path))


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        path = Path("/proc/self/mem")
    else:
        path = tmp_path / "hemlig.csv"
        path.touch(mode=0)
    with pytest.raises(Problem, match="går inte att läsa"):
        read_publication("report-139", str(path))


def test_a_binary_file_is_no_text() -> None:
    with pytest.raises(Problem, match="ingen textfil"):
        decoded(Content("bild.csv", b"PK\x03\x04\x00\x00"))


def test_bytes_that_are_no_known_encoding_are_a_problem() -> None:
    with pytest.raises(Problem, match="UTF-8"):
        decoded(Content("a.csv", b"\xff\xfe\x00"))
    with pytest.raises(Problem, match="UTF-8"):
        decoded(Content("a.csv", b"\x81\xc3"))


def test_the_limit_lets_through_what_is_just_small_enough(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES)
    assert len(read_file(path).data) == MOST_BYTES
    with path.open("r+b") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(Problem, match="mer än 64 MB"):
        read_file(path)


def test_a_folder_is_read_up_to_the_limit_of_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vandpunkt.sources.members.MOST_BYTES", 10)
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_bytes(b"123456")
    with pytest.raises(Problem, match="för stor"):
        read_members(tmp_path, ending=".json")

"""The live address is asked over real HTTP, against a server on this machine that answers as the API does."""

from __future__ import annotations

import json
import tarfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sources.answers import answer, statistics, unit
from vandpunkt.domain.problems import Problem
from vandpunkt.sources import SHIPPED, read_publication
from vandpunkt.sources.live import ACCEPT, PAGE_SIZE, Fetcher, is_live
from vandpunkt.sources.planned_educations import read

FIVE = ("37416253", "87838841", "82110758", "51341279", "46581319")


def shipped_answers() -> dict[str, bytes]:
    """The shipped answers by the path that the API has for them."""
    answers = {}
    with tarfile.open(SHIPPED / "planned-educations-stockholm-2026-04.tar.xz") as archive:
        for member in archive:
            if member.isfile():
                kind, name = member.name.split("/")[-2:]
                path = f"/v4/school-units/{name.removesuffix('.json')}"
                file = archive.extractfile(member)
                assert file is not None
                answers[path if kind == "school-units" else f"{path}/statistics/gr"] = file.read()
    return answers


@dataclass
class Api:
    """What the server answers with, what it has been asked, and where it is."""

    answers: dict[str, bytes]
    listed: list[str] = field(default_factory=list)
    failures: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    address: str = ""

    def listing(self, query: dict[str, list[str]]) -> bytes:
        """One page of the listing."""
        size, page = int(query["size"][0]), int(query["page"][0])
        codes = self.listed[size * page : size * (page + 1)]
        return answer(
            {
                "_embedded": {"listedSchoolUnits": [{"code": code} for code in codes]},
                "page": {"totalPages": -(-len(self.listed) // size), "number": page},
            }
        )


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    """A server on this machine, with no answers yet."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    served = Api({})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            served.asked.append((self.path, dict(self.headers)))
            if served.failures.get(parts.path):
                status, headers = served.failures[parts.path].pop(0)
                self._send(status, b"", headers)
            elif parts.path == "/v4/school-units":
                self._send(200, served.listing(parse_qs(parts.query)), {})
            else:
                found = served.answers.get(parts.path)
                self._send(200 if found else 404, found or b"", {})

        def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        served.address = f"http://127.0.0.1:{server.server_port}"
        yield served
        server.shutdown()
        thread.join()


def test_one_unit_is_fetched_with_its_statistics(api: Api) -> None:
    api.answers = shipped_answers()
    publication = read_publication("planned-educations", f"{api.address}/v4/school-units/37416253")
    assert [(one.code, one.name) for one in publication.units] == [("37416253", "Rinkebyskolan")]
    eligible = [one for one in publication.figures if one.indicator == "vocational_eligibility"]
    assert [one.value.text for one in eligible] == ["74,5", "64,9", "72,7", "69,8", "72,0"]
    assert publication.address == f"{api.address}/v4/school-units/37416253"
    assert {headers["Accept"] for _, headers in api.asked} == {ACCEPT}


def test_the_base_address_lists_the_units_and_fetches_each(api: Api) -> None:
    api.answers, api.listed = shipped_answers(), list(FIVE)
    told: list[tuple[int, int]] = []
    publication = read_publication(
        "planned-educations", f"{api.address}/v4", progress=lambda done, of: told.append((done, of))
    )
    assert {one.code for one in publication.units} == set(FIVE)
    assert told[-1] == (10, 10)


def test_what_is_fetched_equals_what_was_saved_to_files(
    api: Api, tmp_path_factory: pytest.TempPathFactory
) -> None:
    api.answers, api.listed = shipped_answers(), list(FIVE)
    folder = tmp_path_factory.mktemp("saved")
    for code in FIVE:
        (folder / f"u{code}.json").write_bytes(api.answers[f"/v4/school-units/{code}"])
        (folder / f"s{code}.json").write_bytes(api.answers[f"/v4/school-units/{code}/statistics/gr"])
    live = read_publication("planned-educations", f"{api.address}/v4/")
    saved = read_publication("planned-educations", str(folder))
    assert live.sha256 == saved.sha256
    assert {(one.school_unit_code, one.indicator, one.school_year, one.value) for one in live.figures} == {
        (one.school_unit_code, one.indicator, one.school_year, one.value) for one in saved.figures
    }


def test_the_listing_is_followed_page_by_page_and_narrowed_by_the_query(api: Api) -> None:
    api.listed = [f"{number:08d}" for number in range(2 * PAGE_SIZE + 1)]
    api.answers = {"/v4/school-units/00000000": answer(unit("00000000"))}
    publication = read_publication(
        "planned-educations", f"{api.address}/v4/school-units?geographicalAreaCode=0180"
    )
    assert len(publication.units) == 1
    queries = [parse_qs(urlsplit(path).query) for path, _ in api.asked if "page=" in path]
    assert [query["page"] for query in queries] == [["0"], ["1"], ["2"]]
    assert all(query["geographicalAreaCode"] == ["0180"] for query in queries)


def test_a_unit_without_statistics_is_kept_and_gives_no_figures(api: Api) -> None:
    api.answers = {"/v4/school-units/37416253": answer(unit())}
    publication = read_publication("planned-educations", f"{api.address}/v4/school-units/37416253/statistics")
    assert (len(publication.units), publication.figures) == (1, ())


def test_a_server_that_asks_to_come_back_is_waited_for(api: Api) -> None:
    path = "/v4/school-units/37416253"
    api.answers = {path: answer(unit()), f"{path}/statistics/gr": answer(statistics())}
    api.failures = {path: [(429, {"Retry-After": "7"}), (503, {})]}
    waited: list[float] = []
    publication = read(f"{api.address}{path}", fetcher=Fetcher(wait=waited.append))
    assert len(publication.units) == 1
    assert waited == [7.0, 4.0]


@pytest.mark.parametrize("status", [401, 403, 500, 301, 302])
def test_any_other_failure_is_a_problem_and_nothing_is_read(api: Api, status: int) -> None:
    path = "/v4/school-units/37416253"
    api.answers = {path: answer(unit())}
    api.failures = {f"{path}/statistics/gr": [(status, {"Location": "http://127.0.0.1:1/"})]}
    with pytest.raises(Problem, match=f"HTTP {status}"):
        read_publication("planned-educations", f"{api.address}{path}")


def test_a_server_that_never_recovers_is_given_up_on(api: Api) -> None:
    path = "/v4/school-units/37416253"
    api.failures = {path: [(503, {})] * 10}
    with pytest.raises(Problem, match="HTTP 503"):
        read(f"{api.address}{path}", fetcher=Fetcher(wait=lambda seconds: None))


def test_an_answer_larger_than_the_limit_is_a_problem(api: Api) -> None:
    api.answers = {"/v4/school-units/37416253": b"x" * 2000}
    with pytest.raises(Problem, match="för stort"):
        read(f"{api.address}/v4/school-units/37416253", fetcher=Fetcher(most_bytes=1000))


@pytest.mark.parametrize(
    "listing", [b"<html>", b"{}", b'{"body": {"_embedded": {"listedSchoolUnits": [1]}}}']
)
def test_a_server_that_is_not_the_api_is_a_problem(api: Api, listing: bytes) -> None:
    api.listing = lambda query: listing
    with pytest.raises(Problem, match="svarar inte som Planned Educations"):
        read_publication("planned-educations", f"{api.address}/v4")


def test_an_empty_listing_is_a_problem(api: Api) -> None:
    with pytest.raises(Problem, match="listar inga skolenheter"):
        read_publication("planned-educations", f"{api.address}/v4")


def test_a_listing_cannot_send_us_to_another_path(api: Api) -> None:
    api.listing = lambda query: json.dumps(
        {"body": {"_embedded": {"listedSchoolUnits": [{"code": "../../x"}]}}}
    ).encode()
    with pytest.raises(Problem, match="svarar inte som Planned Educations"):
        read_publication("planned-educations", f"{api.address}/v4")
    assert len(api.asked) == 1


def test_a_report_can_be_fetched_from_an_address(api: Api) -> None:
    from tests.sources.exports import Export

    api.answers = {"/rapport.csv": Export().text.encode()}
    publication = read_publication("report-139", f"{api.address}/rapport.csv")
    assert (publication.rows_read, publication.address) == (2, f"{api.address}/rapport.csv")
    with pytest.raises(Problem, match="finns inte"):
        read_publication("report-139", f"{api.address}/annan.csv")


def test_a_server_that_is_not_there_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(Problem, match="går inte att hämta"):
        read_publication("planned-educations", "http://127.0.0.1:1/v4")


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "https://namn:ord@127.0.0.1/", "gopher://x/", "http:///x"],
)
@pytest.mark.parametrize("kind", ["planned-educations", "report-139"])
def test_only_http_and_https_without_passwords_are_asked(kind: str, address: str) -> None:
    with pytest.raises(Problem, match="kan inte hämtas"):
        read_publication(kind, address)


@pytest.mark.parametrize("path", ["mapp/fil.csv", "C:\\fil.csv", "/tmp/fil.csv", "fil.tar.xz", ""])
def test_a_path_is_no_address(path: str) -> None:
    assert not is_live(path)

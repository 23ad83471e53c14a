"""Fetching from Skolverket's open API: politely, with limits, and from nowhere but the address given."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
)

from vandpunkt.domain.problems import Problem, marked
from vandpunkt.sources.files import MOST_BYTES, Content

ACCEPT = "application/vnd.skolverket.plannededucations.api.v4.hal+json, application/json;q=0.9, */*;q=0.1"
AT_A_TIME = 4
PAGE_SIZE = 100
MOST_PAGES = 500
_NOT_FOUND = 404
_COME_BACK = (429, 502, 503, 504)
_ATTEMPTS = 4
_ONE_UNIT = re.compile(r"(?P<base>.*)/school-units/(?P<code>\d{8})(/.*)?")
_LISTING = re.compile(r"(?P<base>.*?)(/school-units)?/?")


def is_live(path_or_url: str) -> bool:
    """Whether something is an address rather than a path."""
    return re.match(r"[a-z][a-z0-9+.-]+://", path_or_url, re.I) is not None


def _opener() -> OpenerDirector:
    """Opens http and https alone, and follows no redirection: what answers is what was asked."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    opener.addheaders = [("Accept", ACCEPT), ("User-Agent", "vandpunkt")]
    return opener


@dataclass
class Fetcher:
    """Gets addresses, each with a time limit in seconds and a size limit in bytes; waits when asked to."""

    timeout: float = 30.0
    most_bytes: int = MOST_BYTES
    wait: Callable[[float], None] = time.sleep
    _open: OpenerDirector = field(default_factory=_opener, repr=False)

    def get(self, address: str) -> bytes:
        """The content at an http or https address. Raises Problem for other addresses, and for failures."""
        found = self.find(address)
        if found is None:
            raise Problem(marked("{address} finns inte (404). Kontrollera adressen."), address=address)
        return found

    def find(self, address: str) -> bytes | None:
        """The content at an address, None where there is nothing. Raises Problem as `get` does."""
        _check(address)
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._read(address)
            except HTTPError as error:
                error.close()
                if error.code == _NOT_FOUND:
                    return None
                if error.code not in _COME_BACK or attempt == _ATTEMPTS:
                    raise _unreachable(address, f"HTTP {error.code} {error.reason}") from error
                self.wait(_seconds(error.headers.get("Retry-After"), attempt))
            except (URLError, HTTPException, OSError) as error:
                raise _unreachable(address, getattr(error, "reason", None) or error) from error
        raise AssertionError("the last attempt returns or raises")

    def _read(self, address: str) -> bytes:
        with self._open.open(address, timeout=self.timeout) as answer:
            data: bytes = answer.read(self.most_bytes + 1)
        if len(data) > self.most_bytes:
            raise Problem(
                marked("Svaret från {address} är för stort: mer än {most} MB."),
                address=address,
                most=self.most_bytes // 1024 // 1024,
            )
        return data


def _check(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Problem(
            marked("{address} kan inte hämtas. Adressen ska börja med https:// och inte ha något lösenord."),
            address=address,
        )


def _unreachable(address: str, reason: object) -> Problem:
    return Problem(
        marked("{address} går inte att hämta: {reason}. Försök igen senare, eller läs in en sparad fil."),
        address=address,
        reason=reason,
    )


def _seconds(retry_after: str | None, attempt: int) -> float:
    asked = float(retry_after) if retry_after and retry_after.isdigit() else 0.0
    return min(max(asked, float(2**attempt)), 60.0)


def fetch_answers(
    address: str, fetcher: Fetcher, *, progress: Callable[[int, int], None] | None = None
) -> tuple[Content, ...]:
    """The answers about one unit, or about every compulsory school unit that the address lists.

    `https://api.skolverket.se/planned-educations/v4` lists all of them; a query such as
    `?geographicalAreaCode=0180` narrows it down; `…/school-units/37416253` is one. Raises Problem where
    any of them cannot be fetched.
    """
    parts = urlsplit(address)
    one = _ONE_UNIT.fullmatch(parts.path)
    path = (one or _LISTING.fullmatch(parts.path) or {"base": ""})["base"]
    base = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    codes = [one["code"]] if one else _listed(base, dict(parse_qsl(parts.query)), fetcher)
    return _of_units(base, codes, fetcher, progress)


def _of_units(
    base: str, codes: Iterable[str], fetcher: Fetcher, progress: Callable[[int, int], None] | None
) -> tuple[Content, ...]:
    addresses = [
        address
        for code in codes
        for address in (f"{base}/school-units/{code}", f"{base}/school-units/{code}/statistics/gr")
    ]
    answers = []
    with ThreadPoolExecutor(AT_A_TIME) as together:
        pending = [together.submit(fetcher.find, address) for address in addresses]
        try:
            for number, (address, answer) in enumerate(zip(addresses, pending, strict=True), start=1):
                data = answer.result()
                if data is not None:
                    answers.append(Content(address.removeprefix(f"{base}/"), data))
                if progress:
                    progress(number, len(addresses))
        finally:
            together.shutdown(cancel_futures=True)
    return tuple(answers)


def _listed(base: str, query: Mapping[str, str], fetcher: Fetcher) -> list[str]:
    """The codes of all units of the listing, page by page."""
    codes: list[str] = []
    for page in range(MOST_PAGES):
        asked = {"typeOfSchooling": "gr", **query, "size": str(PAGE_SIZE), "page": str(page)}
        address = f"{base}/school-units?{urlencode(asked)}"
        body = _listing_body(fetcher.get(address), address)
        units = body.get("_embedded", {}).get("listedSchoolUnits", [])
        codes += [unit["code"] for unit in units]
        if page + 1 >= int(body.get("page", {}).get("totalPages", 1)):
            break
    if not codes:
        raise Problem(marked("{address} listar inga skolenheter. Kontrollera adressen."), address=base)
    return codes


def _listing_body(data: bytes, address: str) -> dict[str, Any]:
    try:
        answer = json.loads(data)
        body: dict[str, Any] = answer["body"]
        embedded, page = body.get("_embedded", {}), body.get("page", {})
        codes = [unit["code"] for unit in embedded.get("listedSchoolUnits", [])]
        if not all(re.fullmatch(r"\d{8}", code) for code in codes) or int(page.get("totalPages", 1)) < 0:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem(
            marked("{address} svarar inte som Planned Educations API. Kontrollera adressen."), address=address
        ) from error
    return body

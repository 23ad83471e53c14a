"""The login server as the tests start it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests
from lxml import html

FOLDER = Path(__file__).parent
SECRET = "only-for-the-tests"
SECONDS = 10


class Provider:
    """The login server: who there is, how it spoils its answers, and a person's browser at it."""

    def __init__(self, issuer: str, back: str) -> None:
        self.issuer, self.back = issuer, back

    def has(self, **people: dict[str, Any]) -> None:
        """Let there be these people and no others, by their subjects."""
        requests.post(f"{self.issuer}/test/people", json=people, timeout=SECONDS).raise_for_status()

    def spoils(self, what: str) -> None:
        """Let the next ID tokens be wrong in one way; none for an empty word."""
        requests.post(f"{self.issuer}/test/tamper", json=what, timeout=SECONDS).raise_for_status()

    def sign_in(self, address: str, subject: str) -> str:
        """Go to the server as a browser does, sign in and consent there; the address it sends back to."""
        with requests.Session() as browser:
            response = browser.get(address, allow_redirects=False, timeout=SECONDS)
            for _step in range(12):
                if response.is_redirect:
                    address = urljoin(address, response.headers["Location"])
                    if address.startswith(self.back):
                        return address
                    response = browser.get(address, allow_redirects=False, timeout=SECONDS)
                    continue
                assert response.status_code == 200, response.text
                form = html.fromstring(response.content, base_url=address).forms[0]
                fields = dict(form.form_values()) | {"login": subject, "password": "any"}
                address = urljoin(address, form.action)
                response = browser.post(address, fields, allow_redirects=False, timeout=SECONDS)
        raise AssertionError(f"the server never sent back: {address}")


def person(username: str, *groups: str) -> dict[str, Any]:
    """What the server knows of a person."""
    return {
        "preferred_username": username,
        "name": f"{username.title()} Demo",
        "email": f"{username}@example.se",
        "groups": list(groups),
    }


@contextmanager
def login_server(back: str) -> Iterator[Provider]:
    """The login server, on a port of its own, for a site with the address `back` to send people back to."""
    assert (FOLDER / "node_modules").is_dir(), "run tools/install-login-server first, as make test does"
    command = ["node", "provider.mjs", back]
    with subprocess.Popen(
        command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        threading.Thread(target=process.stderr.read, daemon=True).start()
        line = process.stdout.readline()
        assert line.startswith("issuer "), line
        yield Provider(line.split()[1], back)
        process.terminate()

"""The demo as a user gets it: built and served by the commands, looked at in headless Chromium."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
COMMAND = [sys.executable, "-c", "from vandpunkt.cli.main import main; main()"]

OpenAs = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this room drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The surroundings of a command that is about the demo, which is built."""
    home = tmp_path_factory.mktemp("demo")
    environment = os.environ | {"VANDPUNKT_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    demo = [*COMMAND, "demo", str(home), "--no-serve"]
    subprocess.run(demo, env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


@pytest.fixture(scope="package")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The address of the demo, served on a free port."""
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        found = re.search(r"http://[\d.]+:\d+", server.stdout.readline())
        assert found
        yield found.group()
        server.terminate()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of the room."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[Callable[..., BrowserContext]]:
    """Fresh windows. After the test: no request may have left the host, and no page may have complained."""
    opened: list[BrowserContext] = []
    requests: list[str] = []
    complaints: list[str] = []

    def note_request(request: Request) -> None:
        requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            complaints.append(message.text)

    def open_window(**options: Any) -> BrowserContext:
        window = chromium.new_context(base_url=address, **options)
        window.on("request", note_request)
        window.on("console", note_message)
        opened.append(window)
        return window

    yield open_window
    for window in opened:
        window.close()
    assert requests
    assert [url for url in requests if not url.startswith(f"{address}/")] == []
    assert complaints == []


@pytest.fixture
def open_as(context: Callable[..., BrowserContext]) -> OpenAs:
    """A page of the site: `open_as("case-officer", "/cases/", width=360)`; None for who has not logged in."""

    def opened(user: str | None, path: str = "/standing/", *, width: int = 1280, **options: Any) -> Page:
        page = context(viewport={"width": width, "height": 900}, **options).new_page()
        if user:
            page.goto("/login/")
            page.locator(f'button[value="demo-{user}"]').click()
        page.goto(path)
        return page

    return opened

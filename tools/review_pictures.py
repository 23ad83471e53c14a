"""The handbook's pictures of older documents: the one that the demo has waiting, and a proposal of it."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
DOCUMENT = "granska-dokument.png"
PROPOSAL = "ratta-forslag.png"
_COLOURS = 64


def photograph_review(browser: Browser, address: str) -> None:
    """Photograph the page of the demo's older document, with one proposal in focus, and its form."""
    page = browser.new_page(viewport={"width": 1280, "height": 1400})
    page.goto(f"{address}login/")
    page.get_by_role("button", name="Handläggare").click()
    page.goto(f"{address}documents/")
    page.locator("tbody th a").first.click()
    page.locator("#proposal-1").focus()
    page.locator(".page-drawn img").first.evaluate("picture => picture.decode()")
    _keep(page, DOCUMENT)
    page.get_by_role("link", name="Rätta förslag 1").click()
    page.locator(".page-drawn img").first.evaluate("picture => picture.decode()")
    _keep(page, PROPOSAL)
    page.close()


def _keep(page: Page, name: str) -> None:
    """The page as it is seen, in few colours, so that the file is small."""
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    seen.quantize(_COLOURS).save(FOLDER / name, optimize=True)

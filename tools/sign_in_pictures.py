"""The picture of the handbook's page on signing in: setting up the second step, with a secret nobody uses."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "tvastegsinloggning.png"


def photograph_sign_in(browser: Browser, address: str) -> None:
    """Log in as the demo's analyst and photograph where the second step is turned on."""
    page = browser.new_page(viewport={"width": 760, "height": 900})
    page.goto(f"{address}login/")
    page.get_by_role("button", name="Analytiker").click()
    page.goto(f"{address}account/second-step/")
    page.locator("main").screenshot(path=PICTURE)
    page.close()
    print(f"docs/pictures/{PICTURE.name}")

"""The handbook's pictures, one or two a role, photographed in the tests' browser: `make pictures`."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
COLOURS = 48
SCHOOL, CASE = "/schools/82110758/", "/cases/UTBF-2024-6786/"


@dataclass(frozen=True)
class RolePicture:
    """What is photographed: the demo user's name without `demo-` ("" for nobody), the page and its part.

    `part` is a CSS selector of what the picture begins with, "" for the top of the page; sizes in pixels.
    """

    name: str
    user: str
    path: str
    part: str = ""
    width: int = 1040
    height: int = 720


PICTURES = (
    RolePicture("handlaggare-hem", "case-officer", "/"),
    RolePicture("handlaggare-arende", "case-officer", CASE),
    RolePicture("grundskolechef-hem", "area-head", "/", height=1100),
    RolePicture("grundskolechef-samtal", "area-head", f"{SCHOOL}talk/", height=900),
    RolePicture("grundskolesamordnare-uppfoljning", "coordinator", f"{SCHOOL}follow-ups/new/", height=900),
    RolePicture("rektor-kvalitetsarbete", "head-teacher", "/quality/82110758/2025-26/", height=900),
    RolePicture("rektor-telefon", "head-teacher", "/", width=390, height=844),
    RolePicture("analytiker-hem", "analyst", "/"),
    RolePicture(
        "analytiker-effekt",
        "analyst",
        "/programmes/natverk-for-rektorer-i-utsatta-omraden/",
        "h2:has-text('Hjälpte')",
    ),
    RolePicture("namndledamot-hem", "board-member", "/", height=900),
    RolePicture("administrator-halsa", "administrator", "/health/", height=900),
    RolePicture("allmanheten-oppna-svar", "", "/open/"),
)


def photograph_roles(browser: Browser, address: str) -> None:
    """Photograph every picture of a site that shows the demo; few colours keep the files small."""
    for one in PICTURES:
        window = browser.new_context(
            base_url=address, viewport={"width": one.width, "height": one.height}, locale="sv-SE"
        )
        page = window.new_page()
        if one.user:
            page.goto("/login/")
            page.locator(f'button[value="demo-{one.user}"]').click()
        response = page.goto(one.path)
        assert response, one.path
        assert response.ok, f"{one.path}: {response.status}"
        if one.part:
            page.locator(one.part).evaluate("part => part.scrollIntoView()")
        _save_small(page.screenshot(), FOLDER / f"{one.name}.png")
        window.close()


def _save_small(picture: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"docs/pictures/{path.name}")

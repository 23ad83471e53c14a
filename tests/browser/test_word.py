"""An officer's afternoon: the answer downloaded, edited in Word, handed in, and what is own taken over."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lxml import etree
from playwright.sync_api import expect

from tests.browser.conftest import COMMAND, OpenAs
from tests.browser.places import CASE
from tests.documents.returning import W, controls, edited, reword


def edit(root: etree._Element) -> None:
    """A fact reworded and the summary begun otherwise."""
    reword(controls(root)[1], "En annan lydelse.")
    paragraphs = list(root.iter(f"{W}p"))
    texts = ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in paragraphs]
    next(paragraphs[texts.index("Sammanfattning") + 1].iter(f"{W}t")).text = "En kortare sammanfattning."


def test_from_download_to_own_text_taken_over_and_a_signed_file_known(
    open_as: OpenAs, environment: dict[str, str], tmp_path: Path
) -> None:
    page = open_as("case-officer", CASE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word", exact=True).click()
    sent = Path(download.value.path()).read_bytes()
    (tmp_path / "redigerad.docx").write_bytes(edited(sent, edit))

    page.get_by_role("link", name="Tillbaka från Word").click()
    page.get_by_label("Word-fil (.docx)").set_input_files(tmp_path / "redigerad.docx")
    page.get_by_role("button", name="Jämför").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("redigerad.docx")
    expect(page.get_by_role("heading", name="Omskrivna (1)")).to_be_visible()
    page.get_by_role("button", name="Spara filens text i Sammanfattning").click()
    expect(page.get_by_text("Sparad som egen text i ärendet.")).to_be_visible()

    page.goto(f"{CASE}sign/")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").first.click()
    (tmp_path / "svar.pdf").write_bytes(Path(download.value.path()).read_bytes())
    page.get_by_role("link", name="Pröva om en fil är den undertecknade").click()
    page.get_by_label("Fil").set_input_files(tmp_path / "svar.pdf")
    page.get_by_role("button", name="Pröva filen").click()
    expect(page.get_by_text("Filen är den undertecknade, byte för byte.")).to_be_visible()

    command = [*COMMAND, "verify", str(tmp_path / "svar.pdf")]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert told.startswith("Filen är den undertecknade, byte för byte.")
    assert "Att vända skolresultat, dnr UTBF 2024/6786, sidan 1, Handläggare Demo " in told

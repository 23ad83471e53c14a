"""The pictures in README.md and the handbook, made from the demo: `make pictures`.

Builds the demo in a folder of its own, shows it on a free port, and photographs the page of a school and what
each role meets.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.review_pictures import photograph_review
from tools.role_pictures import photograph_roles
from tools.sign_in_pictures import photograph_sign_in

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "school.png"
SCHOOL = "82110758"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Make the picture anew."""
    command = str(Path(sys.executable).parent / "vandpunkt")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "demo"
        subprocess.run([command, "demo", str(home), "--no-serve"], check=True, cwd=ROOT)
        environment = os.environ | {"VANDPUNKT_HOME": str(home)}
        with subprocess.Popen(
            [command, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True
        ) as server:
            try:
                assert server.stdout is not None
                found = re.search(r"http://\S+/", server.stdout.readline())
                assert found is not None, "the site did not say where it is"
                photograph(found[0])
            finally:
                server.terminate()
    print(PICTURE.relative_to(ROOT))


def photograph(address: str) -> None:
    """Log in as the demo's case officer and photograph the top of a school's page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 1180}, device_scale_factor=1.5)
        page.goto(f"{address}login/")
        page.get_by_role("button", name="Handläggare").click()
        page.goto(f"{address}schools/{SCHOOL}/")
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)
        photograph_review(browser, address)
        photograph_roles(browser, address)
        photograph_sign_in(browser, address)
        browser.close()


if __name__ == "__main__":
    main()

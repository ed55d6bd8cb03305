"""Takes the pictures of the documentation from a real run of the bundled case; needs Chromium.

python docs/pictures.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from detente import examples
from detente.pipeline import run

IMAGES = Path(__file__).parent / "images"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Run the bundled case in a temporary folder and picture the head of its report."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "kurils"
        shutil.copytree(examples.folder("kurils"), case, ignore=shutil.ignore_patterns(".detente"))
        run(case)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            page = browser.new_page(viewport={"width": 1180, "height": 900}, color_scheme="light")
            page.goto((case / "report.html").as_uri())
            page.screenshot(path=IMAGES / "report.png")
            browser.close()


if __name__ == "__main__":
    main()

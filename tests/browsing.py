"""A real browser and a real server, as the tests of what people see use them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

__all__ = ["Watch", "launched", "serving", "watched"]

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Watch:
    """What a page did that it must not: complaints in the console, errors, dialogs; and every request it made."""

    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@contextmanager
def launched() -> Iterator[Any]:
    """Chromium without a window; the test is skipped where there is none, unless DETENTE_REQUIRE_BROWSER is set."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("DETENTE_REQUIRE_BROWSER"):
            pytest.fail("DETENTE_REQUIRE_BROWSER is set and there is no Chromium")
        pytest.skip("no Chromium here")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """`detente serve` over a case; the one-time address it prints."""
    command = [sys.executable, "-m", "detente", "--quiet", "serve", str(case), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait(timeout=20)


def watched(page: Any) -> Watch:
    """Keep a list of what the page does."""
    watch = Watch()

    def dialog(opened: Any) -> None:
        watch.dialogs.append(opened.message)
        opened.dismiss()

    page.on("console", lambda said: watch.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    page.on("dialog", dialog)
    page.on("request", lambda request: watch.requests.append(request.url))
    return watch

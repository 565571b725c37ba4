"""A real browser for tests: Debian's Chromium, driven by Playwright, with every host but this machine out of reach."""

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aside import wanted_or_skipped

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]


@dataclass
class Watched:
    """A page, and what must not happen on it: errors on the console, requests to the outside."""

    page: object
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@contextmanager
def browser() -> Iterator[object]:
    """Give a browser; skips where there is none."""
    program = shutil.which("chromium") or shutil.which("chrome") or shutil.which("google-chrome")
    wanted_or_skipped(program is not None, "Chromium")
    wanted_or_skipped(importlib.util.find_spec("playwright") is not None, "playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


def watched(opened: object) -> Watched:
    """Open a page and watch it."""
    page = opened.new_page(viewport={"width": 1400, "height": 1000})
    seen = Watched(page)
    page.on("console", lambda message: seen.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda request: seen.outside.append(request.url) if _is_outside(request.url) else None)
    return seen


def _is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1"

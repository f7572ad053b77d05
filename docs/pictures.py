"""The pictures of README.md and huong-dan.md, taken from the page: python docs/pictures.py."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PHONE = {"width": 390, "height": 844}
START_SECONDS = 30
COLOURS = 128
REPORT = "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu 12 phụ huynh, phát 100 tờ rơi, 2tr5"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running() -> Iterator[str]:
    """Run the assistant with the sample plans and a fresh database; yield the page's address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DATABASE": f"{folder}/kehoach.db", "PAGE_PORT": str(port), "TELEGRAM_TOKEN": ""}
        command = [sys.executable, "-m", "bot", "run", "--samples", "tests/plans"]
        bot = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)  # noqa: S603 - this program
        try:
            wait_for(address)
            yield address
        finally:
            bot.terminate()
            bot.wait(timeout=20)


def wait_for(address: str) -> None:
    """Return when the page answers."""
    for _ in range(START_SECONDS * 10):
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - http on loopback
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def say(page: Page, text: str) -> None:
    """Type a message, send it and wait for what comes back."""
    before = page.locator("#chat > *").count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    page.wait_for_function("n => document.querySelectorAll('#chat > *').length >= n", arg=before + 2)
    page.wait_for_timeout(500)


def take(page: Page, address: str, name: str, *said: str, up: int = 0) -> None:
    """Open the page afresh, say something and keep a picture of the phone, scrolled `up` by that many pixels."""
    page.goto(address)
    page.wait_for_timeout(500)
    for text in said:
        say(page, text)
    page.evaluate("up => document.querySelector('#chat').scrollBy({top: -up, behavior: 'instant'})", up)
    path = ROOT / "docs" / f"{name}.png"
    page.screenshot(path=path)
    Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)


def main() -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with running() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE, device_scale_factor=2, locale="vi-VN")
        take(page, address, "page-phone", "phong tu phap phai lam gi", up=70)
        take(page, address, "page-report", REPORT)
        take(page, address, "page-deadlines", "/han")
        browser.close()


if __name__ == "__main__":
    main()

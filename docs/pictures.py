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
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

import docx
import pypdfium2
from PIL import Image, ImageFilter
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
START_SECONDS = 30
COLOURS = 128
LARGEST = (1280, 1700)
MOVE = """async hours => await fetch('/api/clock', {
    method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({hours})
})"""
SENT = "xa-van-hoa-doc-2026"
"""The sample plan that is sent."""
READ = "kiểm tra rồi công bố"
ASKED = "Phòng Văn hóa - Xã hội phải làm gì"
ANSWERED = "Tham mưu Ủy ban nhân dân xã"
REPORT = "sáng nay truyền thông đuối nước ở thôn 3, 45 cháu 12 phụ huynh, phát 100 tờ rơi, 2tr5"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(samples: str = "tests/plans") -> Iterator[str]:
    """Run the assistant with the plans of a folder, if any, and a fresh database; yield the page's address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "DATABASE": f"{folder}/kehoach.db", "PAGE_PORT": str(port), "TELEGRAM_TOKEN": ""}
        command = [sys.executable, "-m", "bot", "run", *(["--samples", samples] if samples else [])]
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
    shoot(page, name)


def be(page: Page, address: str, persona: str) -> None:
    """Be another person, in a fresh view of the chat."""
    page.set_viewport_size(DESK)
    page.goto(address)
    page.wait_for_timeout(500)
    page.click(f"[data-persona={persona}]")
    page.wait_for_timeout(700)


def keep(page: Page, name: str, words: str) -> None:
    """Keep a picture of the phone, the last message with these words at its top."""
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(500)
    page.locator(".message.his", has_text=words).last.evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    shoot(page, name)


def shoot(page: Page, name: str) -> None:
    """Keep a picture of what the screen shows."""
    path = ROOT / "docs" / f"{name}.png"
    page.screenshot(path=path)
    picture = Image.open(path).convert("RGB")
    picture.thumbnail(LARGEST)
    picture.quantize(COLOURS).save(path, optimize=True)


def now_of(page: Page) -> datetime:
    """Return the simulation's present moment."""
    return datetime.fromisoformat(page.evaluate("async () => (await (await fetch('/api/start')).json()).now"))


def move_to(page: Page, day: date) -> None:
    """Move the simulation's clock on to the morning of a day, and wait for what falls due."""
    now = now_of(page)
    hours = round((datetime.combine(day, clock_time(9), now.tzinfo) - now).total_seconds() / 3600)
    page.evaluate(MOVE, hours)
    page.wait_for_timeout(4000)


def deadline(page: Page, address: str) -> None:
    """Move the clock to a deadline: the reminder of one person; done by them, it is told to another of the unit."""
    for persona in ("officer", "head"):
        be(page, address, persona)
        page.set_viewport_size(PHONE)
        say(page, "/start")
    move_to(page, now_of(page).date() + timedelta(days=7 - now_of(page).weekday()))
    be(page, address, "officer")
    late = page.locator(".message.his button", has_text="Đã nộp")
    if late.count():  # what was overdue when the office began
        late.last.click()
        page.wait_for_timeout(1500)
    move_to(page, next_deadline(page))
    be(page, address, "officer")
    keep(page, "reminder-phone", "Hôm nay là ngày cuối")
    page.locator(".message.his button", has_text="Đã nộp").last.click()
    page.wait_for_timeout(2500)
    be(page, address, "head")
    keep(page, "reminder-done", "ghi nhận")


def progress(page: Page, address: str) -> None:
    """Send a report; keep the progress by tasks, and the chart of the units."""
    be(page, address, "officer")
    say(page, REPORT)
    page.locator(".message.his button", has_text="Gửi").last.click()
    page.wait_for_timeout(1500)
    be(page, address, "coordinator")
    page.set_viewport_size(PHONE)
    say(page, "/tiendo")
    keep(page, "page-progress", "Tiến độ")
    page.locator(".message.his button", has_text="Biểu đồ").last.click()
    page.wait_for_timeout(3000)
    page.evaluate("document.querySelector('#chat').scrollTo(0, 1e9)")
    shoot(page, "page-chart")


def taught(page: Page, address: str) -> None:
    """Say that an answer was no good; as the administrator, add the name that was not understood."""
    be(page, address, "officer")
    say(page, "văn xã phải làm gì")
    page.locator(".message.his button", has_text="👎").last.click()
    page.locator(".message.his button", has_text="Nhầm đơn vị").last.click()
    be(page, address, "admin")
    page.set_viewport_size(PHONE)
    say(page, "/cauhoi")
    press(page, "1")
    keep(page, "page-unanswered", "văn xã")
    press(page, "Tên gọi khác")
    say(page, "văn xã = phong van hoa xa hoi")
    page.wait_for_timeout(1000)
    keep(page, "page-taught", "Đã thêm")


def next_deadline(page: Page) -> date:
    """Return the next 4 June: the last day of the district's sample plan for the report of six months."""
    today = now_of(page).date()
    day = date(today.year, 6, 4)
    return day if day > today else date(today.year + 1, 6, 4)


def made_pdf(folder: Path) -> Path:
    """Return a sample plan as a PDF, made by LibreOffice."""
    source = folder / "ke-hoach.docx"
    document = docx.Document()
    for paragraph in (ROOT / "tests/plans" / f"{SENT}.txt").read_text(encoding="utf-8").split("\n\n"):
        document.add_paragraph(" ".join(paragraph.split()))
    document.save(str(source))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603, S607 - LibreOffice as installed
    return source.with_suffix(".pdf")


def photographed(pdf: Path) -> list[Path]:
    """Return the pages of a PDF as a telephone photographs them: a little turned, grey, a strip out of focus."""
    paths = []
    with pypdfium2.PdfDocument(pdf) as document:
        for at in range(len(document)):
            sheet = document[at].render(scale=200 / 72, grayscale=True).to_pil()
            paths.append(pdf.with_name(f"trang-{at + 1:02}.jpg"))
            strip = (0, sheet.height // 3, sheet.width, sheet.height // 3 + sheet.height // 40)
            sheet.paste(sheet.crop(strip).filter(ImageFilter.GaussianBlur(2.6)), strip)
            sheet.rotate(0.8, Image.Resampling.BICUBIC, fillcolor=235).save(paths[-1], quality=85)
    return paths


def press(page: Page, label: str) -> None:
    """Press the newest button that bears a label."""
    page.locator(".keys button", has_text=label).last.click()
    page.wait_for_timeout(700)


def send(page: Page, address: str, paths: list[Path]) -> None:
    """Send files as the administrator and wait until they are read."""
    be(page, address, "admin")
    page.set_viewport_size(PHONE)
    page.set_input_files("#file", [str(path) for path in paths])
    page.locator(".message.his", has_text=READ).last.wait_for(timeout=300_000)
    page.wait_for_timeout(500)


def review_on_desk(page: Page, address: str, folder: Path) -> None:
    """Send photographs of a plan's pages, hold them against what was read, correct a task on the desk, publish, ask."""
    send(page, address, photographed(made_pdf(folder)))
    keep(page, "plan-photos", READ)
    press(page, "Ảnh chỗ chưa chắc")
    page.wait_for_timeout(1500)
    shoot(page, "plan-paper")
    page.set_viewport_size(DESK)
    page.goto(f"{address}/desk")
    page.wait_for_selector("body[data-ready]")
    page.locator(".units .face").nth(2).click()
    page.locator(".fact.open select[aria-label='Vai trò']").select_option("chủ trì")
    page.wait_for_timeout(1500)
    page.locator("#facts").evaluate("one => one.scrollTo({top: 0, behavior: 'instant'})")
    page.locator(".doubts .face").first.click()
    page.wait_for_timeout(1500)
    shoot(page, "plan-desk")
    page.locator("[data-look=pages]").click()
    page.wait_for_timeout(1500)
    shoot(page, "plan-desk-paper")
    page.click("#publish")
    page.wait_for_timeout(1500)
    be(page, address, "admin")
    page.set_viewport_size(PHONE)
    say(page, ASKED)
    page.locator(".message.his", has_text=ANSWERED).last.wait_for(timeout=10_000)


def review(page: Page, address: str, folder: Path) -> None:
    """Send a plan as a PDF, correct a task, publish it and ask."""
    send(page, address, [made_pdf(folder)])
    keep(page, "plan-review", READ)
    press(page, "Xem từng đơn vị")
    press(page, "Tiếp")
    press(page, "1")
    press(page, "Vai trò")
    press(page, "chủ trì")
    keep(page, "plan-unit", "Đơn vị 2/")
    press(page, "☰")
    press(page, "Công bố")
    say(page, ASKED)
    keep(page, "plan-asked", ANSWERED)


def main() -> None:
    """Take all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with running() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=PHONE, device_scale_factor=2, locale="vi-VN")
        take(page, address, "page-phone", "phong tu phap phai lam gi", up=70)
        take(page, address, "page-report", REPORT)
        take(page, address, "page-deadlines", "/han")
        taught(page, address)
        progress(page, address)
        deadline(page, address)
        browser.close()
    for way in (review, review_on_desk):
        with running("") as address, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            way(browser.new_page(viewport=PHONE, device_scale_factor=2, locale="vi-VN"), address, Path(folder))
            browser.close()


if __name__ == "__main__":
    main()

"""Files that nobody should have sent: a clear sentence each, the database and the folder as they were."""

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from knowledge.documents import docx as word_reader
from knowledge.plans import store
from knowledge.plans.store import PlanStatus
from knowledge.work.plan_life import uploads
from tests.samples import plan_file
from tests.talking import Hands, database, talking

SAMPLE = plan_file("xa-van-hoa-doc-2026")
TEXT = SAMPLE.read_text(encoding="utf-8")
HALF = TEXT.index("5. Góc đọc gia đình")
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000052 00000 n\x20
0000000096 00000 n\x20
trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>
startxref
%d
%%%%EOF"""


def encrypted() -> bytes:
    data = ENCRYPTED % (b"11" * 32, b"22" * 32, 0)
    return ENCRYPTED % (b"11" * 32, b"22" * 32, data.index(b"xref"))


def pictures(pages: int) -> bytes:
    """Return a PDF of so many grey pictures."""
    content = BytesIO()
    sheet = Image.new("L", (60, 84), 200)
    sheet.save(content, "PDF", save_all=True, append_images=[sheet] * (pages - 1), resolution=7.2)
    return content.getvalue()


def word(*, macros: bool = False, padding: int = 0) -> bytes:
    """Return the sample as a Word file."""
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{line.strip()}</w:t></w:r></w:p>" for line in TEXT.splitlines() if line.strip()
    )
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:document {WORDS}><w:body>{paragraphs}</w:body></w:document>"
        package.writestr("word/document.xml", body + " " * padding)
        if macros:
            package.writestr("word/vbaProject.bin", b"\0")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("khoa.pdf", encrypted(), "mật khẩu"),
        ("ba-tram-trang.pdf", pictures(300), "hãy chỉ gửi các trang của kế hoạch"),
        ("bom.docx", word(padding=word_reader._MAX_PART + 1), "quá lớn"),
        ("anh.docx", b"\xff\xd8\xff\xe0 no picture", "hãy chụp lại"),
        ("ke-hoach.pdf", bytes(range(256)) * 40, "không phải là văn bản"),
        ("nen.docx", b"PK\x03\x04" + b"\0" * 60, "hỏng"),
        ("phu-luc.txt", TEXT[HALF:].encode(), "gửi trong một lượt"),
        ("thu.txt", "Kính gửi các đồng chí, mời họp.".encode(), "chưa phải là một kế hoạch"),
    ],
)
async def test_a_file_that_cannot_be_a_plan_is_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    connection = database()
    before = connection.execute("select count(*) from passage").fetchone()[0]
    async with talking(connection, tmp_path) as chat:
        heard = await chat.as_("admin").send_file(name, data)
        assert "1 kế hoạch" in (await chat.say("/kehoach")).text
    assert said in heard.text
    assert heard.kinds == ["message", "edit"]
    assert len(store.entries(connection)) == 1
    assert connection.execute("select count(*) from passage").fetchone()[0] == before
    assert connection.execute("select state from upload").fetchone()["state"] == "failed"
    assert not list((tmp_path / "files").iterdir())


async def test_a_name_that_lies_about_its_type_is_read_for_what_it_is(tmp_path: Path) -> None:
    connection = database()
    async with talking(connection, tmp_path) as chat:
        heard = await chat.as_("admin").send_file("ke-hoach.pdf", word())
    assert "Đã đọc kế hoạch" in heard.text
    assert "07/KH-UBND" in heard.text


async def test_macros_are_not_run_and_said(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        admin, data = chat.as_("admin"), word(macros=True)
        heard = await admin.send_file("ke-hoach.docm", data)
        assert "Đã đọc kế hoạch" in heard.text
        assert "macro" in heard.text
        await admin.send_file("ke-hoach.docm", data)
        assert "macro" in (await admin.press("Xem bản nháp")).text
        await admin.press("🗑 Bỏ")
        assert "macro" not in (await admin.send_file("ke-hoach.docx", word())).text


async def test_half_a_plan_is_a_draft_that_says_what_may_be_missing(tmp_path: Path) -> None:
    async with talking(database(), tmp_path) as chat:
        heard = await chat.as_("admin").send_file("nua-dau.txt", TEXT[:HALF].encode())
    assert "Đã đọc kế hoạch" in heard.text
    assert "thiếu trang cuối" in heard.text


async def test_a_plan_in_two_files_sent_at_once_is_one_plan(tmp_path: Path) -> None:
    clock = Hands()
    connection = database()
    async with talking(connection, tmp_path, clock=clock) as chat:
        admin = chat.as_("admin")
        for number, part in enumerate((TEXT[:HALF], TEXT[HALF:])):
            stored = admin.world.keep(f"phan-{number}.txt", "text/plain", part.encode())
            document = {"file_id": stored.id, "file_unique_id": stored.id, "file_name": stored.name}
            await admin.send({"document": document, "media_group_id": "hai-tep"})
        clock.move(uploads.ALBUM_PAUSE)
        heard = await admin.say("/trogiup")
    (draft,) = store.entries(connection, status=PlanStatus.DRAFT)
    assert "thiếu trang cuối" not in heard.text
    assert draft.head.signer == "Hà Văn Bạt"
    assert draft.tasks > 20


async def test_files_that_would_fill_the_disk_are_refused_and_gone(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 2**20)
    clock = Hands()
    connection = database()
    async with talking(connection, tmp_path, clock=clock) as chat:
        admin = chat.as_("admin")
        for number in range(3):
            stored = admin.world.keep(f"{number}.jpg", "image/jpeg", b"\xff\xd8\xff" + bytes(2**19))
            document = {"file_id": stored.id, "file_unique_id": stored.id, "file_name": stored.name}
            await admin.send({"document": document, "media_group_id": "ba-anh"})
        clock.move(uploads.ALBUM_PAUSE)
        heard = await admin.say("/trogiup")
    assert "lớn hơn 1 MB" in heard.text
    assert len(store.entries(connection)) == 1
    assert not list((tmp_path / "files").iterdir())


@pytest.mark.skipif(shutil.which("tesseract") is None or not Path(FONT).exists(), reason="needs tesseract and a font")
async def test_a_page_upside_down_is_read(tmp_path: Path) -> None:
    sheet = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(FONT, 36)
    pieces = [piece for line in TEXT.splitlines() if line.strip() for piece in wrapped(line)]
    for number, piece in enumerate(pieces[:42]):
        pen.text((180, 120 + 50 * number), piece, font=font, fill=0)
    content = BytesIO()
    sheet.rotate(180).save(content, "JPEG", quality=90)
    async with talking(database(), tmp_path) as chat:
        heard = await chat.as_("admin").send_file("trang-1.jpg", content.getvalue(), "image/jpeg")
    assert "Đã đọc kế hoạch" in heard.text
    assert "nhận dạng từ ảnh" in heard.text
    assert "07/KH-UBND" in heard.text


def wrapped(line: str, width: int = 78) -> list[str]:
    """Return a line in pieces that fit on a page."""
    pieces, piece = [], ""
    for word_ in line.split():
        if len(piece) + len(word_) >= width:
            pieces.append(piece)
            piece = ""
        piece = f"{piece} {word_}".strip()
    return [*pieces, piece]

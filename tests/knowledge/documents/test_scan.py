"""Scans and photographs: levelled, recognised and laid out; what is doubtful is said, what is too much refused."""

import shutil
from io import BytesIO
from pathlib import Path

import numpy as np
import pytesseract
import pytest
from PIL import Image, ImageDraw

from knowledge.documents import ocr, pictures, scan
from knowledge.documents.document import Document, DocumentError, Paragraph, Table
from knowledge.documents.layout import Word
from knowledge.documents.page_order import in_order
from knowledge.documents.pages import SHOWN_DPI, Page, document_of
from knowledge.documents.pdf import read_pages
from knowledge.documents.reading import read
from knowledge.documents.scan import read_pictures, read_scan
from tests.knowledge.documents.conftest import Sheets

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

LINES = (
    "Thực hiện chương trình công tác năm, Ủy ban nhân dân xã ban hành Kế hoạch",
    "chăm lo cho học sinh vùng lũ trên địa bàn như sau:",
)
XS = (85, 125, 330, 538)
ROWS = (("TT", "Nội dung", "Chủ trì"), ("1", "Phát sách vở", "Trạm Y tế"), ("2", "Dạy bơi", "Đoàn xã"))


def page(sheets: Sheets) -> Sheets:
    sheets.centred(170, 60, "UBND XÃ AN LẠC").centred(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12)
    sheets.centred(170, 85, "Số: 12/KH-UBND").centred(420, 80, "Độc lập - Tự do - Hạnh phúc")
    sheets.centred(311, 130, "KẾ HOẠCH", bold=True)
    return sheets.text(113, 170, LINES[0], end=538).text(85, 188, LINES[1])


def table(sheets: Sheets, top: float = 230) -> Sheets:
    for index, row in enumerate(ROWS):
        for column, text in enumerate(row):
            sheets.box(XS[column], top + 30 * index, XS[column + 1], top + 30 * index + 30)
            sheets.text(XS[column] + 8, top + 30 * index + 19, text, 13)
    return sheets


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(document: Document) -> list[list[str]]:
    return [[c.text for c in row] for block in document.blocks if isinstance(block, Table) for row in block.rows]


@needs_tesseract
def test_a_slanted_scan_with_two_columns_and_a_table(sheets: Sheets, tmp_path: Path) -> None:
    path = table(page(sheets)).scan(tmp_path / "a.pdf", angle=1.1)
    seen: list[tuple[int, int]] = []
    document = read(path, progress=lambda number, count: seen.append((number, count)))
    assert texts(document) == ["KẾ HOẠCH", " ".join(LINES)]
    heading, *body = rows(document)[:-3], *rows(document)[-3:]
    assert heading[0][0] == "UBND XÃ AN LẠC"
    assert heading[0][1].startswith("CỘNG HÒA XÃ HỘI")
    assert body == [list(row) for row in ROWS]
    assert seen == [(1, 1)]
    assert document.pages == 1
    assert "nhận dạng" in document.notes[0]


@needs_tesseract
def test_a_scan_comes_with_pictures_of_its_pages_and_where_its_words_stand(sheets: Sheets, tmp_path: Path) -> None:
    document = read(table(page(sheets)).scan(tmp_path / "a.pdf"))
    (picture,) = document.pictures
    with Image.open(BytesIO(picture.image)) as shown:
        assert shown.size == (round(595 / 72 * SHOWN_DPI), round(842 / 72 * SHOWN_DPI))
    boxes = {document.text[place.start : place.end]: place.box for place in document.places}
    x0, top, x1, bottom = (edge * 72 / SHOWN_DPI for edge in boxes[" ".join(LINES)])
    assert (x0, x1) == pytest.approx((85, 538), abs=4)
    assert (top, bottom) == pytest.approx((158, 192), abs=6)
    assert abs(boxes["Phát sách vở"][1] - boxes["Trạm Y tế"][1]) < 3 < boxes["Dạy bơi"][1] - boxes["Trạm Y tế"][1]
    assert {"UBND XÃ AN LẠC", "KẾ HOẠCH"} <= set(boxes)


def test_a_page_s_picture_has_few_bytes() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (2339, 1654), np.uint8)
    assert len(pictures.small(noise, SHOWN_DPI)) <= pictures._MOST_BYTES


def test_a_cell_that_was_hard_to_read_is_doubtful_its_row_s_number_never() -> None:
    boxes = [(0.0, 0.0, 50.0, 20.0), (50.0, 0.0, 300.0, 20.0), (0.0, 20.0, 50.0, 40.0), (50.0, 20.0, 300.0, 40.0)]
    read_words = (("1", 10, 5, 30), ("Rõ", 60, 5, 95), ("2", 10, 25, 30), ("Nhòe", 60, 25, 30))
    words = [Word(text, x, y, x + 9, y + 10, confidence=sure) for text, x, y, sure in read_words]
    (block,) = document_of([Page(1, 842, words, [boxes])], "a").blocks
    assert isinstance(block, Table)
    assert [[cell.doubtful for cell in row] for row in block.rows] == [[False, False], [False, True]]


@needs_tesseract
def test_a_photograph_upside_down_is_turned(sheets: Sheets, tmp_path: Path) -> None:
    for y in range(230, 700, 36):
        sheets.text(113, y, LINES[0], end=538).text(85, y + 18, LINES[1])
    path = page(sheets).scan(tmp_path / "a.jpg", angle=180)
    assert " ".join(LINES) in texts(read_pictures([path]))


@needs_tesseract
def test_scanned_pages_among_pages_of_text(sheets: Sheets, tmp_path: Path) -> None:
    path = sheets.text(85, 100, "PHỤ LỤC").turn().text(85, 100, LINES[0]).save(tmp_path / "a.pdf")
    pages = read_pages(path)
    pages[1] = Page(2, pages[1].height, [], picture=True)
    document = read_scan(path, pages)
    assert texts(document) == ["PHỤ LỤC", LINES[0]]
    assert document.pages == 2


@needs_tesseract
def test_blank_paper_is_refused(sheets: Sheets, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="Không thấy chữ"):
        read_pictures([sheets.scan(tmp_path / "a.png", dpi=60)])


def test_photographs_become_one_document_in_their_order(
    sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        scan, "read_page", lambda picture, number: Page(number, 842, [Word(f"Trang{number}", 85, 90, 150, 102)])
    )
    paths = [sheets.scan(tmp_path / name, dpi=40) for name in ("b.png", "a.png")]
    seen: list[tuple[int, int]] = []
    document = read_pictures(paths, progress=lambda number, count: seen.append((number, count)))
    assert document.name == "b.png"
    assert " ".join(texts(document)) == "Trang1 Trang2"
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("printed", "order", "said"),
    [
        ([None, 2, 3], [1, 2, 3], ""),
        ([3, None, 2], [2, 3, 1], "xếp lại"),
        ([2, 1], [2, 1], "xếp lại"),
        ([None, 2, 2], [1, 2, 3], ""),
        ([None, 2, 4, 3], [1, 2, 4, 3], "xếp lại"),
        ([None, 2, 5], [1, 2, 3], "không liền nhau"),
        ([None, 2, 3, None, 2], [1, 2, 3, 4, 5], ""),
        ([None, None, None], [1, 2, 3], ""),
    ],
)
def test_an_album_in_the_wrong_order_is_put_in_that_of_the_printed_numbers(
    printed: list[int | None], order: list[int], said: str
) -> None:
    pages = [
        Page(at, 842, [Word(f"Ảnh{at}.", 85, 200, 150, 212)] + [Word(str(number), 295, 30, 305, 42)] * bool(number))
        for at, number in enumerate(printed, 1)
    ]
    ordered, notes = in_order(pages)
    assert [page.words[0].text for page in ordered] == [f"Ảnh{at}." for at in order]
    assert [page.number for page in ordered] == list(range(1, len(pages) + 1))
    assert bool(notes) == bool(said)
    assert said in "".join(notes)


def test_what_is_said_of_the_order_comes_first(sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_one(picture: object, number: int) -> Page:
        return Page(number, 842, [Word(str(3 - number), 295, 30, 305, 42), Word(f"Ảnh{number}.", 85, 90, 150, 102)])

    monkeypatch.setattr(scan, "read_page", read_one)
    document = read_pictures([sheets.scan(tmp_path / name, dpi=40) for name in ("a.png", "b.png")])
    assert " ".join(texts(document)) == "Ảnh2. Ảnh1."
    assert "thứ tự gửi: 2, 1" in document.notes[0]
    assert "nhận dạng" in document.notes[1]


def test_a_photograph_of_many_pixels_is_decoded_smaller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(scan, "from_photo", lambda image: seen.append(image.size) or np.zeros((9, 9), np.uint8))
    monkeypatch.setattr(scan, "read_page", lambda picture, number: Page(number, 842, [Word("a", 0, 0, 9, 9)]))
    Image.new("L", (5000, 7000), 255).save(tmp_path / "a.jpg")
    read_pictures([tmp_path / "a.jpg"])
    assert seen == [(2500, 3500)]


def test_doubtful_lines_and_pages_are_named(sheets: Sheets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [Word("Nhòe", 85, 90, 150, 102, confidence=55), Word("Rõ.", 85, 300, 150, 312, confidence=95)]
    monkeypatch.setattr(scan, "read_page", lambda picture, number: Page(number, 842, words))
    document = read_pictures([sheets.scan(tmp_path / "a.png", dpi=40)])
    assert [block.doubtful for block in document.blocks if isinstance(block, Paragraph)] == [True, False]
    assert "Trang 1 " in document.notes[1]


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    pages = [Page(number, 842, [], picture=True) for number in range(300)]
    with pytest.raises(DocumentError, match="300 trang"):
        read_scan(tmp_path / "a.pdf", pages)
    with pytest.raises(DocumentError, match="61 trang"):
        read_pictures([tmp_path / "a.png"] * 61)


def test_a_broken_or_huge_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff no picture")
    with pytest.raises(DocumentError, match="chụp lại"):
        read_pictures([path])
    Image.new("L", (50, 50)).save(path)
    monkeypatch.setattr(pictures, "_MAX_PIXELS", 100)
    with pytest.raises(DocumentError, match="quá lớn"):
        read_pictures([path])


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (pytesseract.TesseractNotFoundError(), "tesseract-ocr-vie"),
        (pytesseract.TesseractError(1, "Error opening data file vie.traineddata"), "tesseract-ocr-vie"),
        (pytesseract.TesseractError(1, "empty page"), "200 dpi"),
        (RuntimeError("Tesseract process timeout"), "200 dpi"),
    ],
)
def test_what_tesseract_fails_at_is_said(monkeypatch: pytest.MonkeyPatch, error: Exception, said: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pytesseract, "image_to_data", fail)
    with pytest.raises(DocumentError, match=said):
        ocr.words_of(np.full((20, 20), 255, np.uint8))


def test_where_nobody_can_tell_the_page_is_left_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise pytesseract.TesseractError(1, "Too few characters")

    monkeypatch.setattr(pytesseract, "image_to_osd", fail)
    assert ocr.turn(np.zeros((4, 4), np.uint8)) == 0
    monkeypatch.setattr(scan, "turn", lambda picture: 0)
    monkeypatch.setattr(scan, "_page", lambda picture, number: Page(number, 842, []))
    assert scan.read_page(np.full((60, 60), 255, np.uint8), 3).number == 3


def test_no_words_no_confidence() -> None:
    assert ocr.confidence([]) == 0


def test_cells_are_read_in_batches_of_bounded_height(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_TALLEST", 200)
    cells = [(0, 100 * n, 50, 100 * n + 90) for n in range(4)]
    assert [len(batch) for batch in ocr._batches(cells)] == [1, 1, 1, 1]
    monkeypatch.setattr(ocr, "_TALLEST", 300)
    assert [len(batch) for batch in ocr._batches(cells)] == [2, 2]
    assert list(ocr._batches([])) == []


def paper(width: int = 900, height: int = 700) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (width, height), 255)
    return image, ImageDraw.Draw(image)


@pytest.mark.parametrize("angle", [-3.0, -0.7, 0.0, 0.4, 2.5])
def test_skew_is_measured_to_a_tenth_of_a_degree(angle: float) -> None:
    image, draw = paper()
    for y in range(60, 640, 26):
        draw.rectangle((60, y, 840, y + 8), fill=0)
    picture = np.asarray(image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255))
    assert pictures.skew(picture) == pytest.approx(-angle, abs=0.1)


def test_broken_lines_still_make_cells() -> None:
    image, draw = paper()
    for x in (50, 150, 850):
        draw.line((x, 50, x, 350), fill=0, width=2)
    for y in (50, 150, 250, 350):
        draw.line((50, y, 850, y), fill=0, width=2)
    draw.rectangle((400, 145, 408, 155), fill=255)
    assert len(pictures.tables(np.asarray(image))[0]) == 6


def test_frames_and_underlines_are_no_tables() -> None:
    image, draw = paper()
    draw.line((100, 100, 500, 100), fill=0, width=2)
    draw.rectangle((50, 200, 850, 400), outline=0, width=2)
    assert pictures.tables(np.asarray(image)) == []


def test_a_red_stamp_is_lifted_off_and_the_letters_under_it_stay() -> None:
    image = Image.new("RGB", (20, 20), (240, 240, 235))
    draw = ImageDraw.Draw(image)
    draw.rectangle((5, 0, 8, 19), fill=(200, 60, 70))
    draw.rectangle((0, 9, 19, 12), fill=(25, 20, 30))
    picture = pictures.grey(image)
    assert picture[2].tolist() == [240] * 20
    assert picture[10].tolist() == [25] * 20


def test_a_photograph_is_brought_to_the_size_and_light_of_a_scan() -> None:
    photo = Image.linear_gradient("L").resize((1000, 1400)).point(lambda value: 120 + value // 2)
    picture = pictures.from_photo(photo)
    assert picture.shape[1] == round(8.27 * 200)
    assert picture.min() > 240, "a shadow is no ink"

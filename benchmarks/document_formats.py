"""Measure how well a plan survives Word, PDF and scanning, against its reading from text.

Each plain-text plan is laid out as Decree 30/2020/NĐ-CP has it (two-column heading and foot, 14-point text, real
tables with merged cells, page numbers), made a PDF by LibreOffice, a 200-dpi scan with skew and noise, the same with
stamps and more slant, and photographs of the pages in uneven light. Printed for each: the shares of the body's
characters in their right order, of words and of paragraphs; F1 of units, tasks and deadlines; pages, the processor's
seconds a page, and the most memory (MB) of the reading process and its largest child.

    python benchmarks/document_formats.py [--keep FOLDER] [--forms docx,pdf,scan,stamped,photos] PLAN.txt...
"""

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from pypdfium2 import PdfDocument
from rapidfuzz.distance import Indel

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.measuring import most_memory
from knowledge.documents.document import Document, Paragraph, Table
from knowledge.documents.gathering import read_files
from knowledge.documents.marks import is_capitals
from knowledge.documents.reading import read
from knowledge.language.folding import fold
from knowledge.plans.model import Plan
from knowledge.plans.reading import read_plan

_HEADING = re.compile(r"(?:[IVX]+\.|\d+\.)\s")
_HEAD = ("cong hoa", "so:", "noi nhan")
BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
DPI = 200
SAME = 0.95


def lay_out(document: Document, path: Path) -> None:
    """Write the document as a Word file in the form of Decree 30."""
    word = docx.Document()
    _page(word)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            _paragraph(word, block)
        elif any(fold(cell.text).startswith(_HEAD) for cell in block.rows[0]):
            _borderless(word, block)
        else:
            _table(word, block)
    word.add_paragraph()  # LibreOffice loses a table that ends a file
    word.save(str(path))


def _page(word: docx.Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")


def _page_number(paragraph: docx.text.paragraph.Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _paragraph(word: docx.Document, block: Paragraph) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(block.text).bold = block.bold or (bool(_HEADING.match(block.text)) and len(block.text) < 90)
    paragraph.paragraph_format.space_after = Pt(6)
    if is_capitals(block.text) or block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)


def _borderless(word: docx.Document, block: Table) -> None:
    """Write the heading or the foot: columns side by side, without borders."""
    table = word.add_table(len(block.rows), max(len(row) for row in block.rows))
    widths = (Cm(6), Cm(10)) if len(table.columns) == 2 else (Cm(16 / len(table.columns)),) * len(table.columns)
    for index, row in enumerate(block.rows):
        for column, cell in enumerate(row):
            table.columns[column].width = table.cell(index, column).width = widths[column]
            paragraph = table.cell(index, column).paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if fold(cell.text).startswith("noi nhan"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            paragraph.add_run(cell.text)


def _table(word: docx.Document, block: Table) -> None:
    columns = max(len(row) for row in block.rows)
    table = word.add_table(len(block.rows), columns, style="Table Grid")
    for index, row in enumerate(block.rows):
        for column, cell in enumerate(row):
            if len(row) < columns and column == len(row) - 1:
                table.cell(index, column).merge(table.cell(index, columns - 1))
            target = table.cell(index, column)
            target.paragraphs[0].add_run(cell.text).font.size = Pt(12)
    _widths(table, columns)


def _widths(table: docx.table.Table, columns: int) -> None:
    widths = [Cm(1.2), Cm(5), *[Cm(9.8 / max(columns - 2, 1))] * (columns - 2)]
    for column, width in zip(table.columns, widths, strict=False):
        column.width = width
        for cell in column.cells:
            if cell._tc.grid_span == 1:
                cell.width = width


def to_pdf(path: Path) -> Path:
    """Convert by LibreOffice; return the PDF beside the Word file."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return path.with_suffix(".pdf")


def to_scan(path: Path, seed: int = 7) -> Path:
    """Return the PDF's pages as a scanner makes them: grey pictures, a little turned, with noise, without text."""
    dice = random.Random(seed)
    pages = [_scanned(page.render(scale=DPI / 72, grayscale=True).to_pil(), dice) for page in PdfDocument(path)]
    target = path.with_name(path.stem + ".scan.pdf")
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=DPI)
    return target


def _scanned(picture: Image.Image, dice: random.Random) -> Image.Image:
    turned = picture.convert("L").rotate(dice.uniform(-0.8, 0.8), Image.Resampling.BICUBIC, fillcolor=255)
    noise = Image.effect_noise(turned.size, 40)
    return Image.blend(turned, noise, 0.12)


def to_stamped(path: Path, seed: int = 11) -> Path:
    """Return the PDF's pages scanned in colour: slanted, a seal over the foot, a stamp in a frame on the first page."""
    dice = random.Random(seed)
    pages = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in PdfDocument(path)]
    _stamp(pages[0], (1150, 60, 1560, 160), "rectangle")
    _stamp(pages[-1], (1000, 300, 1330, 630), "ellipse")
    tilted = [page.rotate(dice.uniform(-2.5, 2.5), Image.Resampling.BICUBIC, fillcolor="white") for page in pages]
    sheets = [Image.blend(page, Image.effect_noise(page.size, 40).convert("RGB"), 0.12) for page in tilted]
    target = path.with_name(path.stem + ".stamped.pdf")
    sheets[0].save(target, save_all=True, append_images=sheets[1:], resolution=DPI, quality=80)
    return target


def _stamp(page: Image.Image, box: tuple[int, int, int, int], shape: str) -> None:
    """Press a red stamp onto a page: ink that lets black letters through."""
    ink = Image.new("RGB", page.size, "white")
    pen = ImageDraw.Draw(ink)
    for inset in (0, 22):
        edges = (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset)
        getattr(pen, shape)(edges, outline=(214, 40, 50), width=7)
    pen.text((box[0] + 60, (box[1] + box[3]) / 2 - 16), "ỦY BAN NHÂN DÂN", fill=(214, 40, 50), font_size=30)
    page.paste(ImageChops.multiply(page, ink))


def to_photos(path: Path, seed: int = 13) -> list[Path]:
    """Return photographs of the PDF's pages, as a telephone held by hand takes them: askew, darker to one side."""
    dice = random.Random(seed)
    targets = []
    for number, page in enumerate(PdfDocument(path), 1):
        sheet = page.render(scale=DPI / 72).to_pil().convert("RGB")
        light = Image.linear_gradient("L").rotate(dice.choice((0, 90, 180, 270))).resize(sheet.size)
        shaded = ImageChops.multiply(sheet, light.point(lambda value: 120 + value // 2).convert("RGB"))
        held = shaded.rotate(dice.uniform(-2, 2), Image.Resampling.BICUBIC, expand=True, fillcolor=(90, 80, 70))
        targets.append(path.with_name(f"{path.stem}.photo-{number:02}.jpg"))
        held.filter(ImageFilter.GaussianBlur(0.6)).save(targets[-1], quality=80)
    return targets


def body(document: Document) -> str:
    """Return the words of the running text, head, foot and tables left out."""
    return " ".join(" ".join(b.text.split()) for b in document.blocks if isinstance(b, Paragraph))


def everything(document: Document) -> list[str]:
    """Return all words, tables too; the words of a merged cell once."""
    words: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            words += block.text.split()
        else:
            spans = {cell.span: cell.text for row in block.rows for cell in row}
            words += [word for text in spans.values() for word in text.split()]
    return words


def accuracy(reference: Document, other: Document) -> tuple[float, float, float]:
    """Return the shares of body characters in order, of all words in any order, and of equal paragraphs."""
    characters = Indel.normalized_similarity(body(reference), body(other))
    words = _f1(Counter(everything(reference)), Counter(everything(other)))
    paragraphs = _f1(*(Counter(b.text for b in d.blocks if isinstance(b, Paragraph)) for d in (reference, other)))
    return characters, words, paragraphs


def structure(reference: Document, other: Document) -> Iterable[float]:
    """Return F1 of units, tasks and deadlines of two readings of one plan.

    A task is found where its unit has one whose words are the same but for one letter in twenty.
    """
    plans = [read_plan(document) for document in (reference, other)]
    yield _f1(*(Counter(fold(unit.name or "") for unit in plan.units) for plan in plans))
    yield _tasks(*plans)
    yield _f1(*(Counter(str(deadline.last_day) for deadline in plan.deadlines) for plan in plans))


def _tasks(reference: Plan, other: Plan) -> float:
    wanted, offered = (
        [(fold(unit.name or ""), fold(task.text)) for unit in plan.units for task in unit.tasks]
        for plan in (reference, other)
    )
    total, found = len(wanted) + len(offered), 0
    for unit, text in wanted:
        scores = [(Indel.normalized_similarity(text, t), i) for i, (u, t) in enumerate(offered) if u == unit]
        best = max(scores, default=(0.0, 0))
        if best[0] >= SAME:
            found += 1
            offered.pop(best[1])
    return 2 * found / total if total else 1.0


def _f1(reference: Counter, other: Counter) -> float:
    total = reference.total() + other.total()
    return 2 * (reference & other).total() / total if total else 1.0


MADE = {"scan": lambda pdf: [to_scan(pdf)], "stamped": lambda pdf: [to_stamped(pdf)], "photos": to_photos}
"""How the pictures are made of a PDF."""


def measure(path: Path, folder: Path, forms: Sequence[str]) -> None:
    """Print one line of figures for each form of a plan."""
    reference = read(path)
    word = folder / f"{path.stem}.docx"
    lay_out(reference, word)
    pdf = to_pdf(word) if set(forms) - {"docx"} else word
    for form in forms:
        files = MADE[form](pdf) if form in MADE else [word if form == "docx" else pdf]
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            document, seconds, memory = alone.submit(read_alone, files).result()
        pages = document.pages or 1
        figures = [*accuracy(reference, document), *structure(reference, document)]
        shown = " ".join(f"{figure:6.1%}" for figure in figures)
        print(f"{path.stem[:24]:24} {form:7} {shown} {pages:3} {seconds / pages:6.2f} {memory:5.0f}", flush=True)


def read_alone(files: Sequence[Path]) -> tuple[Document, float, float]:
    """Return a document with the processor's seconds and the most memory, in MB, of the process that reads it alone."""
    before = [resource.getrusage(who) for who in BOTH]
    document = read_files(files)
    after = [resource.getrusage(who) for who in BOTH]
    seconds = sum(b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime for a, b in zip(before, after, strict=True))
    return document, seconds, most_memory() + after[1].ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plans", nargs="+", type=Path)
    parser.add_argument("--forms", default="docx,pdf,scan,stamped,photos")
    parser.add_argument("--keep", type=Path, help="leave the files that were made in this folder")
    options = parser.parse_args()
    print(f"{'':24} {'form':7}  chars  words  paras  units  tasks  deadl  pp s/page  MB")
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for path in options.plans:
            measure(path, folder, options.forms.split(","))
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

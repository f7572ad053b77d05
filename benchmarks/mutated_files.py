"""Broken files through the reader and on to a stored plan: nothing but a document or a UserError may come of one.

    nice python -m benchmarks.mutated_files [--files 3000] [--seed 1]

What goes wrong is printed, and its file kept. The recogniser of letters, a program of its own that is handed a grey
picture, is left out: every page reads the same.
"""

import argparse
import logging
import random
import shutil
import tempfile
import time
import traceback
import warnings
from pathlib import Path
from unittest import mock

from PIL import Image
from pypdfium2 import PdfDocument

from benchmarks.document_formats import lay_out
from knowledge.database import connect
from knowledge.documents import ocr, scan
from knowledge.documents.reading import read
from knowledge.errors import UserError
from knowledge.plans import store
from knowledge.plans.reading import read_plan
from tests.asking import NOW
from tests.knowledge.documents.bombs import sheet
from tests.mutated_files import mutated
from tests.samples import plan_file

PLAN = "tinh-phong-thu-dan-su-2027"
SLOW = 20.0
"""Seconds of the processor above which a file holds the reader."""
_PAGE = {"block_num": [1], "par_num": [1], "line_num": [1], "text": ["KẾ"], "left": [10], "top": [10], "width": [40],
         "height": [12], "conf": [90]}  # fmt: skip


def seeds(folder: Path) -> dict[str, bytes]:
    """Return a plan in each form, its file's bytes by the form."""
    text = plan_file(PLAN).read_text(encoding="utf-8")
    word, paper, pages = folder / "a.docx", folder / "a.pdf", folder / "scan.pdf"
    lay_out(read(plan_file(PLAN)), word)
    paper.write_bytes(_typed())
    picture = PdfDocument(paper)[0].render(scale=0.8, grayscale=True).to_pil()
    picture.save(pages, save_all=True, append_images=[picture], resolution=60)
    found = {"txt": text.encode(), "utf-16": text.encode("utf-16"), "docx": word.read_bytes()}
    found |= {"pdf": paper.read_bytes(), "scan": pages.read_bytes()}
    return found | {kind: _saved(picture, folder / f"a.{kind}") for kind in ("png", "jpg", "tif", "gif", "bmp", "webp")}


def _typed() -> bytes:
    """Return a page of typed lines and the rules of a table."""
    lines = "".join(f"({number}. Ke hoach so {number}/KH-UBND) Tj 0 -20 Td " for number in range(1, 20))
    rules = "".join(f"60 {y} m 500 {y} l S " for y in (100, 140, 180)) + "60 100 m 60 180 l S 500 100 m 500 180 l S"
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>"
    return sheet(f"BT /F 12 Tf 70 780 Td {lines}ET {rules}".encode(), "[0 0 595 842]", font)


def _saved(picture: Image.Image, path: Path) -> bytes:
    picture.save(path)
    return path.read_bytes()


def reads(plan: bytes, dice: random.Random, count: int, folder: Path) -> list[str]:
    """Read a plan broken so many times; return what went wrong, and leave the files that did it in a folder."""
    wrong = []
    same = mock.patch.object(ocr, "_recognise", return_value=_PAGE)
    with same, mock.patch.object(scan, "turn", return_value=0), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in range(count):
            path = folder / str(number)
            path.write_bytes(mutated(dice, plan))
            said = _said(path)
            wrong += [f"{path}: {said}"] if said else []
            if not said:
                path.unlink()
    return wrong


def _said(path: Path) -> str:
    """Return what goes wrong as a file becomes a stored plan, nothing where all goes well."""
    started = time.process_time()
    try:
        document = read(path)
        store.save(connect(":memory:"), read_plan(document, id="x"), document, now=NOW)
    except UserError:
        pass
    except Exception:
        return traceback.format_exc()
    spent = time.process_time() - started
    return f"{spent:.0f} s" if spent > SLOW else ""


def main() -> None:
    """Read the broken files and print what came of them; exit 1 if anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable()
    folder, started, wrong = Path(tempfile.mkdtemp()), time.process_time(), 0
    plans = seeds(folder)
    for form, plan in plans.items():
        (folder / form).mkdir()
        for said in reads(plan, random.Random(f"{given.seed} {form}"), given.files // len(plans), folder / form):
            wrong += 1
            print(said, flush=True)
    print(f"{given.files} files, {time.process_time() - started:.0f} s of processor: {wrong} went wrong")
    if wrong:
        raise SystemExit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()

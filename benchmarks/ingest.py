"""A plan read, all its facts found and stored, beside what taking only the words out of the same plan takes.

The yardsticks are python-docx (paragraphs and cells) and pypdfium2 (the text of the pages).
The Word files are laid out by `document_formats`, the PDFs made of them by LibreOffice where it is installed.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import docx
from pypdfium2 import PdfDocument

from benchmarks.document_formats import lay_out, to_pdf
from benchmarks.measuring import ROUNDS, Row, interleaved, p50
from knowledge.database import connect
from knowledge.documents.reading import read
from knowledge.plans.reading import read_plan
from knowledge.plans.store import save
from tests.asking import NOW
from tests.samples import IDS, plan_file

_LEAST = 50.0


_WORDS_OUT = {"docx": "python-docx", "pdf": "pypdfium2"}


def rows(plans: Sequence[str] = IDS, rounds: int = ROUNDS, forms: Sequence[str] = ("docx", "pdf")) -> Iterator[Row]:
    """Yield the rows of a plan's way in."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"text": {plan: plan_file(plan) for plan in plans}} | _files(plans, Path(folder), forms)
        take_in = Ingest()
        engines: dict[str, Callable[[str], None]] = {
            form: partial(_of, take_in, paths) for form, paths in files.items()
        }
        engines |= {_WORDS_OUT[form]: partial(_of, _WORDS_OF[form], files[form]) for form in files if form != "text"}
        times = interleaved(engines, plans, rounds)
        a_second = _a_second(take_in, list(files["text"].values()), rounds)
    figures = "; ".join(f"{name} {p50(spent):.3g}" for name, spent in times.items())
    yield Row("plans read and stored from text", "a second", a_second, _LEAST, "/ s", at_least=True, figures=figures)
    for form in forms:
        yardstick = f"{_WORDS_OUT[form]} taking out the words of the same plan"
        if form not in files:
            yield Row("a plan read and stored", yardstick, None, None, note="LibreOffice is not installed")
            continue
        for own in ("text", form):
            ratio = p50(times[own]) / p50(times[_WORDS_OUT[form]])
            yield Row(f"a plan read and stored from {own}", yardstick, ratio, None)


def _a_second(take_in: "Ingest", paths: Sequence[Path], rounds: int) -> float:
    """Return how many plans are taken in a second of the processor, one after the other, in the best round."""
    spent = []
    for _ in range(rounds + 1):
        begun = time.process_time()
        for path in paths:
            take_in(path)
        spent.append(time.process_time() - begun)
    return len(paths) / min(spent)


def _files(plans: Sequence[str], folder: Path, forms: Sequence[str]) -> dict[str, dict[str, Path]]:
    """Return the plans' files by form, without those that cannot be made here."""
    found: dict[str, dict[str, Path]] = {form: {} for form in forms if form != "pdf" or shutil.which("soffice")}
    for plan in plans if found else ():
        word = folder / f"{plan}.docx"
        lay_out(read(plan_file(plan)), word)
        for form, paths in found.items():
            paths[plan] = word if form == "docx" else to_pdf(word)
    return found


class Ingest:
    """Reads plans and stores them all in one database, each anew."""

    def __init__(self) -> None:
        self.connection = connect(":memory:")
        self.number = 0

    def __call__(self, path: Path) -> None:
        """Take a file in."""
        self.number += 1
        document = replace(read(path), sha256="")  # a plan that is known is refused
        save(self.connection, read_plan(document, id=f"{path.stem}-{self.number}"), document, now=NOW)


def _of(does: Callable[[Path], object], paths: dict[str, Path], plan: str) -> None:
    does(paths[plan])


def _docx(path: Path) -> list[str]:
    word = docx.Document(str(path))
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return [*(paragraph.text for paragraph in word.paragraphs), *cells]


def _pdf(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in PdfDocument(path)]


_WORDS_OF: dict[str, Callable[[Path], object]] = {"docx": _docx, "pdf": _pdf}

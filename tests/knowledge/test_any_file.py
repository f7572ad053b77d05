"""Whole plans that were broken on the way, in every form: a document or one sentence, never another error.

At length: `python -m benchmarks.mutated_files`.
"""

import random
from pathlib import Path

import pytest

from benchmarks.mutated_files import reads, seeds

FEW = 12


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return a plan in each form, its file's bytes by the form."""
    return seeds(tmp_path_factory.mktemp("plans"))


@pytest.mark.parametrize("form", ["txt", "utf-16", "docx", "pdf", "scan", "png", "jpg"])
def test_a_broken_file_is_read_or_refused(tmp_path: Path, plans: dict[str, bytes], form: str) -> None:
    assert reads(plans[form], random.Random(form), FEW, tmp_path) == []

"""Whether an answer is right: its status, the words that it must and must not hold, and quotes that stand in a plan."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.language.folding import key
from tests.samples import IDS, plan_file

QUESTIONS = Path(__file__).parent / "questions"
PIECE = 16  # quotes are looked for in pieces, for a page number may cut a sentence
_PAGE_NUMBER = re.compile(r"\n\s*\d+ *\n")
_WORD = re.compile(r"[^\W_]+")

Asked = dict[str, Any]
Said = Mapping[str, Any]


@cache
def questions() -> tuple[Asked, ...]:
    """Return every question of the set, in the order of the files."""
    files = sorted(QUESTIONS.glob("*.jsonl"))
    return tuple(json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())


def faults(asked: Asked, said: Said) -> list[str]:
    """Return what is wrong with an answer (a line of the contract of `ask`), in words."""
    status = said["status"]
    found = [] if status in {asked["status"], *asked.get("accept_status", ())} else [f"{status}, not {asked['status']}"]
    text = _words(said["text"])
    if asked["status"] == "ambiguous":
        text += _words(json.dumps(said["choices"], ensure_ascii=False))
    if status == asked["status"] or asked["kind"] == "emergency":
        found += [f"lacks {group[0]!r}" for group in asked["must"] if not any(_words(one) in text for one in group)]
    found += [f"should not say {one!r}" for one in asked["must_not"] if _words(one) in text]
    if status == "answered" and not said["citations"]:
        found.append("cites nothing")
    return found + [f"made up {quote[:60]!r}" for quote in made_up(said)]


def made_up(said: Said) -> list[str]:
    """Return the quotes that stand in no sample plan."""
    quotes = (piece for citation in said["citations"] for piece in re.split(r"…|\.\.\.", citation["quote"]))
    return [quote for quote in quotes if quote.strip() and not any(_stands(quote, text) for text in _plan_letters())]


def same_answer(one: Said, other: Said) -> bool:
    """Whether two answers say the same: status, text and quotes."""
    return one["status"] == other["status"] and _quotes(one) == _quotes(other)


def pairs() -> list[tuple[str, str]]:
    """Return the ids of the questions that stand with and without diacritics."""
    return [(asked["pair"], asked["id"]) for asked in questions() if "pair" in asked]


def share(values: Iterable[bool]) -> float:
    """Return the part of the values that hold; 1 of none."""
    held = list(values)
    return sum(held) / len(held) if held else 1.0


def _quotes(said: Said) -> list[tuple[str, str]]:
    return [(citation["plan"], citation["quote"]) for citation in said["citations"]]


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(unicodedata.normalize('NFC', text).casefold()))} "


@cache
def _plan_letters() -> tuple[str, ...]:
    texts = [plan_file(plan_id).read_text(encoding="utf-8") for plan_id in IDS]
    unpaged = [_PAGE_NUMBER.sub("\n", text) for text in texts]
    return tuple(key(text).replace(" ", "") for text in (*texts, *unpaged))


def _stands(quote: str, text: str) -> bool:
    solid = key(quote).replace(" ", "")
    if solid in text:
        return True
    pieces = [solid[i : i + PIECE] for i in range(0, len(solid) - PIECE + 1, PIECE)]
    return len(pieces) > 4 and sum(piece not in text for piece in pieces) <= max(2, len(pieces) // 10)

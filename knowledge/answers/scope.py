"""Which plans a question is about: the one given, those that it names, or all that are published."""

import re
import sqlite3
from dataclasses import dataclass

from knowledge.answers.names import mentions, read_name
from knowledge.answers.vocabulary import Words
from knowledge.language.folding import fold, folded_words, key, normalise

_MOST = 12
"""How many plans are read for one question; more are narrowed by the index first."""
_NO_PLACE = frozenset(
    "tinh huyen xa thanh pho uy ban nhan dan so phong ubnd quan phuong thi tran dang ngay thang nam".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A published plan as far as choosing among plans needs it."""

    id: str
    number: str
    place: str
    issuer: str
    title: str
    year: int | None
    level: str


def published(connection: sqlite3.Connection) -> list[Entry]:
    """Return the published plans, newest first."""
    rows = connection.execute(
        "select id, number, place, issuer, title, year, level from plan where status = 'published'"
        " order by year desc, issue_date desc, id limit 500"
    )
    return [
        Entry(
            row["id"],
            row["number"] or "",
            row["place"] or "",
            row["issuer"] or "",
            row["title"],
            row["year"],
            row["level"] or "",
        )
        for row in rows
    ]


def mentioned(text: str, words: Words, entries: list[Entry]) -> list[Entry]:
    """Return the plans that the words name by number or place; empty where they name none."""
    by_number = [entry for entry in entries if _has_number(fold(text), entry)]
    if by_number:
        return by_number
    joined = f" {' '.join(words)} "
    found = [entry for entry in entries if any(f" {place} " in joined for place in places(entry))]
    years = {word for word in words if re.fullmatch(r"20[1-4]\d", word)}
    in_year = [entry for entry in found if str(entry.year) in years]
    return in_year or found


def _has_number(folded: str, entry: Entry) -> bool:
    """Tell whether the text says the plan's own number after 'KH' or 'kế hoạch', or whole."""
    number = fold(entry.number).replace(" ", "")
    if not number:
        return False
    first = re.match(r"\d+", number)
    short = first and re.search(rf"\b(?:ke hoach|kh)\s*(?:so\s*)?0*{int(first[0])}\b(?!\s*/\s*\d)", folded)
    return number in folded.replace(" ", "") or bool(short)


def places(entry: Entry) -> set[str]:
    """Return the folded names of the places a plan may be called by: 'hon quan', 'gia lai'."""
    found = {" ".join(word for word in folded_words(entry.place) if word not in _NO_PLACE)}
    tail = re.search(
        r"(?:tỉnh|huyện|xã|thành phố|phường|thị xã|thị trấn|quận)\s+([^,;()]+)$", entry.issuer, re.IGNORECASE
    )
    if tail:
        found.add(key(tail[1]))
    for said in re.findall(r"(?:tỉnh|huyện|xã|thành phố|quận)\s+((?:[A-ZĐÀ-Ỹ][^\s,;.]*\s?){1,4})", entry.title):
        found.add(key(said))
    return {place for place in found if len(place) > 3}


def without_places(text: str, entries: list[Entry]) -> str:
    """Return the text without the names of the plans' places, which choose the plans and are no subject."""
    folded = fold(normalise(text))
    kept = normalise(text)
    for place in sorted({place for entry in entries for place in places(entry)}, key=len, reverse=True):
        for found in re.finditer(rf"\b{re.escape(place)}\b", folded):
            kept = kept[: found.start()] + " " * len(place) + kept[found.end() :]
    return kept


def with_unit(connection: sqlite3.Connection, words: Words, ids: set[str], blocked: frozenset[int]) -> list[str]:
    """Return the ids of the plans in which a unit that the words name stands, through the index of names."""
    names = [row["alias"] for row in connection.execute("select alias from unit_alias group by folded limit 20000")]
    found = mentions(words, {read_name(name) for name in names}, blocked=blocked)
    if not found:
        return []
    best = [mention.name.shown for mention in found if mention.strength >= (found[0].matched, 0.0)]
    marks = ",".join("?" * len(best))
    rows = connection.execute(
        f"select distinct unit.plan from unit_alias join unit on unit.id = unit_alias.unit where folded in ({marks})",
        [key(name) for name in best],
    )
    return [row["plan"] for row in rows if row["plan"] in ids]


def on_topic(connection: sqlite3.Connection, runs: tuple[Words, ...], ids: set[str]) -> list[str]:
    """Return the ids of the plans whose passages hold the rarest words of a topic, best first."""
    words = list(dict.fromkeys(word for run in runs for word in run))
    counted = [(_frequency(connection, word), word) for word in words]
    rare = [word for count, word in sorted(counted) if count][:5]
    hits: dict[str, int] = {}
    for size in range(len(rare), 0, -1):
        query = " AND ".join(f'"{word}"' for word in rare[:size])
        for row in connection.execute(
            "select passage.plan from passage_index join passage on passage.id = passage_index.rowid"
            " where passage_index match ? limit 200",
            (query,),
        ):
            if row["plan"] in ids:
                hits[row["plan"]] = hits.get(row["plan"], 0) + size * size
        if len(hits) >= _MOST:
            break
    return sorted(hits, key=lambda plan: -hits[plan])[:_MOST]


def _frequency(connection: sqlite3.Connection, word: str) -> int:
    row = connection.execute(
        "select count(*) from (select 1 from passage_index where passage_index match ? limit 2000)", (f'"{word}"',)
    ).fetchone()
    return int(row[0])


def narrowed(
    connection: sqlite3.Connection, entries: list[Entry], words: Words, runs: tuple[Words, ...], blocked: frozenset[int]
) -> list[str]:
    """Return the ids of at most a dozen plans that a question without a plan may be about."""
    ids = {entry.id for entry in entries}
    if len(ids) <= _MOST:
        return [entry.id for entry in entries]
    found = with_unit(connection, words, ids, blocked) or on_topic(connection, runs, ids)
    return (found or [entry.id for entry in entries])[:_MOST]

"""A country's plans, made up from the sample plans: places, subjects, audiences, figures and years changed.

Two sample plans make one of about a hundred tasks. A text is cut once at what changes; a plan is then written by
joining the pieces, so that a million tasks take minutes.
"""

import json
import random
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import count, islice, permutations
from pathlib import Path
from typing import Any

from benchmarks.country_texts import Change, Text, cased
from knowledge.database import connect
from knowledge.documents.reading import read
from knowledge.language.folding import folded_words, key
from knowledge.plans.gist import gist_of, packed
from knowledge.plans.model import Passage, Plan, Section
from knowledge.plans.reading import read_plan
from tests.samples import IDS, plan_file

_BATCH = 100
_SYLLABLES = (
    "An Ba Bắc Bình Cao Cát Chí Cẩm Diên Đông Đại Đức Gia Giang Hà Hải Hòa Hùng Hưng Khánh Kim Lạc Lâm Long "
    "Lộc Mai Minh Mỹ Nam Nghĩa Ngọc Nhơn Ninh Phong Phú Phúc Quang Quế Sơn Tam Tân Thanh Thiện Thọ Thuận Thủy "
    "Tiên Trà Trung Trường Tuy Vạn Vân Việt Vĩnh Xuân Yên"
)
_PLACES = {"province": 61, "department": 61, "district": 700, "commune": 3300}
_SUBJECTS = {
    "trẻ em": "người cao tuổi|người khuyết tật|phụ nữ|thanh niên|hộ nghèo|người lao động|đồng bào dân tộc",
    "đuối nước": "cháy nổ|ngộ độc|bạo lực|té ngã|điện giật|sét đánh|say nắng|bắt nạt",
    "văn hóa đọc": "thể thao quần chúng|nếp sống văn minh|nghệ thuật truyền thống|gia đình hạnh phúc",
    "chuyển đổi số": "cải cách hành chính|tiết kiệm năng lượng|khởi nghiệp sáng tạo|kinh tế tuần hoàn",
    "bình đẳng giới": "công tác dân số|an sinh xã hội|dạy nghề|giảm nghèo bền vững",
    "phòng thủ dân sự": "an toàn lao động|phòng cháy rừng|an toàn thực phẩm|bảo vệ môi trường",
    "tai nạn, thương tích": "dịch bệnh|ma túy|mua bán người|tảo hôn",
}
_FIGURE = re.compile(r"(?<![\d/.,-])(?<!tháng )(?<!ngày )(?<!đài )\d{2,3}(?= [a-zđàảãáạăâêôơưéíóú%])")
_YEAR = re.compile(r"20(?:2[4-9]|30)")


def names_of_places() -> dict[str, list[str]]:
    """Return made-up names of places by the level of the plans that they issue; none is in two levels."""
    made = [f"{first} {second}" for first, second in permutations(_SYLLABLES.split(), 2)]
    random.Random(1).shuffle(made)
    rest = iter(made)
    found = {level: list(islice(rest, most)) for level, most in _PLACES.items() if level != "department"}
    return found | {"department": found["province"]}


class Sample:
    """Two sample plans as one, cut at what changes."""

    def __init__(self, first: Plan, second: Plan) -> None:
        self.plan = _joined(first, second)
        self.first = first.id
        self.places = tuple(dict.fromkeys(str(plan.head.place) for plan in (first, second)))
        said = [*self.places, *_SUBJECTS]
        written = {one for phrase in said for one, _ in cased(phrase, "-")}
        any_of = "|".join(re.escape(phrase) for phrase in sorted(written, key=len, reverse=True))
        self._slots = re.compile(rf"(\b(?:{any_of})\b|{_YEAR.pattern}|{_FIGURE.pattern})")
        self._kept: dict[str, Text] = {}

    def cut(self, text: str) -> Text:
        """Return a text cut at what changes."""
        found = self._kept.get(text)
        if found is None:
            pieces = tuple(self._slots.split(text))
            found = self._kept[text] = Text(pieces, tuple(folded_words(piece) for piece in pieces))
        return found

    def outline(self, change: Change) -> tuple[list[Section], list[Passage]]:
        """Return the sections and passages with what one plan puts into them."""
        sections = [replace(one, title=change.text(self.cut(one.title))) for one in self.plan.sections]
        return sections, [replace(one, text=change.text(self.cut(one.text))) for one in self.plan.passages]

    @cached_property
    def figures(self) -> frozenset[str]:
        """Return the figures that the texts hold."""
        return frozenset(found for passage in self.plan.passages for found in _FIGURE.findall(passage.text))

    def change(self, number: int, places: dict[str, list[str]], *, year: int | None = None) -> Change:
        """Return what the plan of a number puts into its texts; its year is made up where none is given."""
        chance = random.Random(number)
        drawn = chance.randint(2022, 2027)
        year = year or drawn
        own = chance.choice(places[str(self.plan.head.level)])
        put = dict(cased(self.places[0], own))
        for other in self.places[1:]:
            put |= dict(cased(other, chance.choice(places["province"])))
        for said, others in _SUBJECTS.items():
            put |= dict(cased(said, chance.choice((said, *others.split("|")))))
        put |= {figure: str(chance.randint(10, 999)) for figure in self.figures}
        first = int(self.plan.head.year or year)
        put |= {str(said): str(said - first + year) for said in range(2024, 2031)}
        return Change(put, {said: folded_words(one) for said, one in put.items()})


def _joined(first: Plan, second: Plan) -> Plan:
    """Return a plan whose second half is an appendix with all that another plan says."""
    after = len(first.passages)

    def path(old: str) -> str:
        return f"PL.{old}"

    def moved(facts: Sequence[Any]) -> list[Any]:
        return [replace(fact, passage=fact.passage + after, section=path(fact.section)) for fact in facts]

    sections = [replace(s, path=path(s.path), parent=path(s.parent) if s.parent else None) for s in second.sections]
    passages = [
        replace(p, position=p.position + after, section=path(p.section))
        if p.lead_in is None
        else replace(p, position=p.position + after, section=path(p.section), lead_in=p.lead_in + after)
        for p in second.passages
    ]
    units = {unit.name: unit for unit in first.units}
    for unit in second.units:
        tasks = tuple(moved(unit.tasks))
        known = units.get(unit.name)
        units[unit.name] = replace(known, tasks=known.tasks + tasks) if known else replace(unit, tasks=tasks)
    return replace(
        first,
        sections=(*first.sections, *sections),
        passages=(*first.passages, *passages),
        units=tuple(units.values()),
        deadlines=(*first.deadlines, *moved(second.deadlines)),
        targets=(*first.targets, *moved(second.targets)),
        references=(*first.references, *moved(second.references)),
        contacts=(*first.contacts, *moved(second.contacts)),
        findings=(),
    )


def samples() -> list[Sample]:
    """Return the sample plans in pairs, every plan as the first of as many."""
    plans = [read_plan(read(plan_file(plan_id)), id=plan_id) for plan_id in IDS]
    size = len(plans)
    return [Sample(plans[at], plans[(at + step) % size]) for step in (1, 2, 4) for at in range(size)]


def plan_id(number: int) -> str:
    """Return the id of the plan of a number."""
    return f"ke-hoach-{number}"


Rows = dict[str, list[tuple[Any, ...]]]
_COLUMNS = {
    "plan": "id, status, number, title, issuer, level, place, issue_date, year, year_to, signer, signer_role, superior,"
    " file_name, sha256, added_at",
    "section": "plan, position, path, label, title, parent, start, end, page",
    "passage": "id, plan, position, section, kind, text, label, lead_in, columns, doubtful, start, end, page",
    "passage_index": "rowid, words",
    "plan_gist": "plan, gist",
    "unit": "id, plan, position, name, section, is_group",
    "unit_alias": "folded, unit, position, alias",
    "task": "id, unit, position, passage, section, role, text, partners, confidence",
    "task_indicator": "task, number",
    "deadline": "plan, passage, what, who, addressee, date, last_day, recurs, quote, section, confidence",
    "target": "plan, passage, text, value, unit, by, indicator, section",
    "reference": "plan, passage, kind, number, date, issuer, about, quote, section",
    "contact": "plan, passage, what, value, quote, section",
}


class Writer:
    """The rows of plans, written in batches. `passages`, `units` and `tasks` number them all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.passages, self.units, self.tasks = count(1), count(1), count(1)
        self.written = 0
        self._rows: Rows = {table: [] for table in _COLUMNS}

    def add(self, id_: str, sample: Sample, change: Change) -> None:
        """Write a plan made of a sample."""
        plan, rows = sample.plan, self._rows

        def said(text: str | None) -> str | None:
            return change.text(sample.cut(text)) if text else text

        head = plan.head
        numbered = f"{int(id_.rsplit('-', 1)[1]) % 400 + 1}/{(head.number or '/').split('/', 1)[1]}"
        years = [int(change.put.get(str(year), year)) if year else None for year in (head.year, head.year_to)]
        rows["plan"].append(
            (id_, "published", numbered, said(head.title), said(head.issuer), head.level, said(head.place))
            + (said(head.issue_date), *years, head.signer, head.signer_role, head.superior, f"{id_}.txt", id_, "2026")
        )
        rows["section"] += [
            (id_, at, s.path, s.label, said(s.title), s.parent, s.span.start, s.span.end, s.span.page)
            for at, s in enumerate(plan.sections)
        ]
        ids = list(islice(self.passages, len(plan.passages)))
        for number, p in zip(ids, plan.passages, strict=True):
            cut = sample.cut(p.text)
            columns = json.dumps([(name, said(cell)) for name, cell in p.columns], ensure_ascii=False)
            rows["passage"].append(
                (number, id_, p.position, p.section, p.kind, change.text(cut), p.label, p.lead_in, columns)
                + (p.doubtful, p.span.start, p.span.end, p.span.page)
            )
            rows["passage_index"].append((number, change.terms(cut)))
        rows["plan_gist"].append((id_, packed(gist_of(*sample.outline(change)))))
        self._add_units(id_, plan, ids, said)
        self._add_facts(id_, plan, ids, said)
        if len(rows["plan"]) >= _BATCH:
            self.flush()

    def _add_units(self, id_: str, plan: Plan, ids: list[int], said: Any) -> None:
        for at, unit in enumerate(plan.units):
            number = next(self.units)
            self._rows["unit"].append((number, id_, at, said(unit.name), unit.section, unit.is_group))
            names = [said(name) for name in ((unit.name, *unit.aliases) if unit.name else unit.aliases)]
            self._rows["unit_alias"] += [(key(name), number, place, name) for place, name in enumerate(names)]
            for place, task in enumerate(unit.tasks):
                own = next(self.tasks)
                self._rows["task"].append(
                    (own, number, place, ids[task.passage], task.section, task.role, said(task.text))
                    + (json.dumps(task.partners, ensure_ascii=False), task.confidence)
                )
                self._rows["task_indicator"] += [(own, number) for number in task.indicators]
                self.written += 1

    def _add_facts(self, id_: str, plan: Plan, ids: list[int], said: Any) -> None:
        self._rows["deadline"] += [
            (id_, ids[d.passage], said(d.what), json.dumps(d.who, ensure_ascii=False), d.to, said(d.date))
            + (said(d.last_day), d.recurs, said(d.quote), d.section, d.confidence)
            for d in plan.deadlines
        ]
        self._rows["target"] += [
            (id_, ids[t.passage], said(t.text), t.value, t.unit, t.by, t.indicator, t.section) for t in plan.targets
        ]
        self._rows["reference"] += [
            (id_, ids[r.passage], r.kind, r.number, r.date, r.issuer, said(r.about), said(r.quote), r.section)
            for r in plan.references
        ]
        self._rows["contact"] += [
            (id_, ids[c.passage], c.what, c.value, said(c.quote), c.section) for c in plan.contacts
        ]

    def flush(self) -> None:
        """Write what is held."""
        self.connection.execute("begin")
        for table, rows in self._rows.items():
            columns = _COLUMNS[table]
            marks = ",".join("?" * len(columns.split(",")))
            self.connection.executemany(f"insert or ignore into {table} ({columns}) values ({marks})", rows)
            rows.clear()
        self.connection.execute("commit")


def build(path: Path, tasks: int) -> None:
    """Make a database of at least that many tasks at a path where none is."""
    connection = connect(path)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    connection.execute("pragma cache_size = -400000")
    made, places = samples(), names_of_places()
    writer = Writer(connection)
    for number in count():
        if writer.written >= tasks:
            break
        sample = made[number % len(made)]
        writer.add(plan_id(number), sample, sample.change(number, places))
    writer.flush()
    connection.execute("insert into passage_index (passage_index) values ('optimize')")
    connection.execute("pragma journal_mode = wal")
    connection.close()

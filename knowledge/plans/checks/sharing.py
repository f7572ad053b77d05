"""Rules on who does what: indicators with two leads or none, leads without a number, tasks without an owner."""

import re
from collections import defaultdict
from collections.abc import Iterator

from knowledge.language.folding import fold, key
from knowledge.plans.assigning.fields import Field, Layout, line_field
from knowledge.plans.checks.messages import finding, quote
from knowledge.plans.model import Finding, PassageKind, Plan, Quote, Role, Task, Unit
from knowledge.plans.structure.sentences import sentences

_INDICATORS = re.compile(r"\bchi tieu\b")
_OF_DOCUMENT = re.compile(
    r"\b(?:chi tieu|muc tieu)[^.;]{0,60}?\b(?:cua|tai|theo)\s(nghi quyet|ke hoach|chuong trinh|quyet dinh|de an)\b"
)
_WHOSE = re.compile(
    r"\bchi tieu\b[^.;]{0,90}?\b(?:cua|tai|theo)\s(nghi quyet|ke hoach|chuong trinh|quyet dinh|de an)\s(?:so\s)?(\d+)"
)
FEWEST_SIBLINGS = 3
LONGEST_QUOTE = 200


def two_leads(plan: Plan) -> Iterator[Finding]:
    """An indicator of one document that two units lead."""
    for indicator, leads in sorted(_leads(plan).items()):
        documents: list[str | None] = [*sorted({d for _, task in leads if (d := _document(task))})]
        for document in documents or [None]:
            among = [(unit, task) for unit, task in leads if _document(task) in (document, None)]
            names = list(dict.fromkeys(unit.name for unit, _ in among if unit.name))
            if len(names) > 1:
                quotes = [_quote(next(task for unit, task in among if unit.name == name)) for name in names]
                yield finding("indicator_leads", quotes, indicator=indicator, units="; ".join(names))


def _document(task: Task) -> str | None:
    """Return the document whose indicators a task names ("nghi quyet 9"), None where it names none."""
    found = _WHOSE.search(fold(task.text))
    return f"{found[1]} {int(found[2])}" if found else None


def no_lead(plan: Plan) -> Iterator[Finding]:
    """An indicator that units coordinate and nobody leads, in a plan that names leads of others."""
    leads = _leads(plan)
    if len(leads) < FEWEST_SIBLINGS:
        return
    helped: dict[int, list[Task]] = defaultdict(list)
    for unit in plan.units:
        for task in unit.tasks:
            for indicator in task.indicators:
                if task.role is not Role.LEAD:
                    helped[indicator].append(task)
    for indicator in sorted(set(helped) - set(leads)):
        if all(task.role is Role.COORDINATE for task in helped[indicator]):
            yield finding("indicator_no_lead", [_quote(helped[indicator][0])], indicator=indicator)


def lead_without_number(plan: Plan) -> Iterator[Finding]:
    """A unit that leads "các chỉ tiêu của Nghị quyết ..." without numbers where its siblings have them."""
    numbered = [(u, t) for u in plan.units for t in u.tasks if t.role is Role.LEAD and t.indicators]
    if len({unit.name for unit, _ in numbered}) < FEWEST_SIBLINGS:
        return
    for unit in plan.units:
        for task in unit.tasks:
            bare = task.role is Role.LEAD and not task.indicators and unit.name
            if bare and _OF_DOCUMENT.search(fold(task.text)) and not re.search(r"chi tieu\s+\d", fold(task.text)):
                yield finding("lead_without_indicator", [_quote(task), _quote(numbered[0][1])], unit=unit.name)


def without_owner(plan: Plan) -> Iterator[Finding]:
    """A row without a lead in a table, or a section with a time and no lead, where the others all have one."""
    layout = Layout(plan.passages)
    yield from _rows_without_owner(plan, layout)
    yield from _sections_without_owner(plan)


def lead_is_partner(plan: Plan) -> Iterator[Finding]:
    """A row whose lead stands in the partners' column too."""
    layout = Layout(plan.passages)
    for row in plan.passages:
        if row.kind is not PassageKind.ROW:
            continue
        partners = " ; ".join(layout.cells(row, Field.PARTNER))
        for lead in re.split(r"\s*[;,]\s*", " ; ".join(layout.cells(row, Field.LEAD))):
            again = rf"(?:^|[;,]\s*){re.escape(fold(lead))}(?:$|\s*[;,]|\sva\s)"
            if len(lead.split()) > 1 and re.search(again, fold(partners)):
                content = [*layout.cells(row, Field.CONTENT), row.text][0]
                quotes = [Quote(content[:LONGEST_QUOTE], row.section), Quote(partners, row.section)]
                yield finding("lead_is_partner", quotes, unit=lead)


def _rows_without_owner(plan: Plan, layout: Layout) -> Iterator[Finding]:
    rows = [p for p in plan.passages if p.kind is PassageKind.ROW and layout.cells(p, Field.CONTENT)]
    led = [p for p in rows if layout.cells(p, Field.LEAD)]
    bare = [p for p in rows if not layout.cells(p, Field.LEAD) and layout.cells(p, Field.TIME)]
    if len(led) >= FEWEST_SIBLINGS and bare and len(bare) * 4 <= len(led):
        for row in bare:
            text = layout.cells(row, Field.CONTENT)[0]
            yield finding("task_without_owner", [Quote(text[:LONGEST_QUOTE], row.section), quote(led[0], 0, 80)])


def _sections_without_owner(plan: Plan) -> Iterator[Finding]:
    """Yield the sections with a line "Thời gian" and none "Đơn vị chủ trì", beside siblings that have both."""
    kinds: dict[str, set[Field]] = defaultdict(set)
    titles: dict[str, Quote] = {}
    for passage in plan.passages:
        titles.setdefault(passage.section, quote(passage, 0, LONGEST_QUOTE))
        if field := line_field(passage.text):
            kinds[passage.section].add(field)
    by_parent: dict[str | None, list[str]] = defaultdict(list)
    for section in plan.sections:
        by_parent[section.parent].append(section.path)
    for paths in by_parent.values():
        whole = [p for p in paths if {Field.TIME, Field.LEAD} <= _below(p, kinds)]
        bare = [
            p for p in paths if Field.TIME in kinds.get(p, ()) and not _below(p, kinds) & {Field.LEAD, Field.PARTNER}
        ]
        if len(whole) >= FEWEST_SIBLINGS:
            for path in bare:
                yield finding("task_without_owner", [titles[path], titles.get(whole[0], titles[path])])


def _below(path: str, kinds: dict[str, set[Field]]) -> set[Field]:
    return {f for section, fields in kinds.items() if section == path or section.startswith(path + ".") for f in fields}


def _leads(plan: Plan) -> dict[int, list[tuple[Unit, Task]]]:
    leads: dict[int, list[tuple[Unit, Task]]] = defaultdict(list)
    for unit in plan.units:
        for task in unit.tasks:
            if task.role is Role.LEAD:
                for indicator in task.indicators:
                    if not any(key(u.name or "") == key(unit.name or "") for u, _ in leads[indicator]):
                        leads[indicator].append((unit, task))
    return leads


def _quote(task: Task) -> Quote:
    """Return the task's words; of a long one the sentence about the indicators."""
    if len(task.text) <= LONGEST_QUOTE:
        return Quote(task.text, task.section)
    folded = fold(task.text)
    spans = [s for s in sentences(task.text) if _INDICATORS.search(folded, *s)] or [(0, LONGEST_QUOTE)]
    return Quote(task.text[slice(*spans[0])].strip(), task.section)

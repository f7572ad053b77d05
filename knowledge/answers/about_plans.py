"""The plan's own data, its outline, its report's outline, lists and counts."""

import re
from dataclasses import replace

from knowledge.answers import counting
from knowledge.answers.asking import Asked
from knowledge.answers.figures import counted_noun
from knowledge.answers.model import Fact, Kind
from knowledge.answers.ranking import between_spaces, clauses, ranked
from knowledge.answers.replies import Reply, answered, not_found, of_head, of_line
from knowledge.answers.topics import Topic
from knowledge.answers.views import Line, View
from knowledge.language.folding import fold, folded_words
from knowledge.plans.model import PassageKind, Section

_ENOUGH = 0.6
_KIND = 2
"""Words of a kind of document or thing: 'nghị định', 'hội nghị', 'đề án'."""


def report_outline(asked: Asked, view: View) -> Reply | None:
    """Return the headings that a periodic report must have."""
    headings = view.plan.report_outline
    if not headings:
        said = [of_line(view, line) for line in view.lines if " de cuong " in line.own]
        if found := answered(view, Kind.REPORT_OUTLINE, said, 0.7):
            return found
        return not_found(view, Kind.REPORT_OUTLINE, "no_report_outline", score=0.2)
    statements = [of_head(view, heading) for heading in headings]
    return answered(view, Kind.REPORT_OUTLINE, statements, 0.9)


def section_of(asked: Asked, view: View) -> Section | None:
    """Return the section whose title the question names best; the outermost of several."""
    numbered = _numbered(asked, view)
    if numbered:
        return numbered
    scored = [
        (asked.topic.covered(view.headings[section.path]), -len(section.title), section.path)
        for section in view.sections.values()
        if asked.topic.solid(view.headings[section.path])
    ]
    best = max(scored, default=(0.0, 0, ""))
    return view.sections[best[2]] if best[0] >= _ENOUGH else None


def _numbered(asked: Asked, view: View) -> Section | None:
    """Return the section that is named as 'mục tiêu 6' or 'mục III.2'."""
    if asked.indicators is None or asked.indicators.word == "chi tieu":
        return None
    wanted = f" {asked.indicators.word} {asked.indicators.numbers[0]} "
    found = [s for s in view.sections.values() if view.headings[s.path].startswith(wanted)]
    return found[0] if found else None


def outline(asked: Asked, view: View) -> Reply | None:
    """Return the titles below the section that the question names, or the plan's first level."""
    section = section_of(asked, view) if asked.topic.terms else None
    content = _content_section(asked, view)
    section = content or section
    children = [
        s for s in view.plan.sections if s.parent == (section.path if section else None) and s.title and s.label
    ]
    if not children:
        return None
    statements = [of_head(view, s.title, s.path, s.span.page) for s in children]
    return answered(view, Kind.OUTLINE, statements, 0.8, subject=section.title if section else "")


def _content_section(asked: Asked, view: View) -> Section | None:
    """Return the section titled as the question's 'phần …' says ('phần nội dung'), though the words are common ones."""
    text = " ".join(asked.words)
    found = re.search(r"(?:phan|muc) ([a-z ]+?) (?:gom|co|bao gom|nao|neu|cua|trong)", text)
    if not found:
        return None
    named = f" {found[1]} "
    matching = [s for s in view.plan.sections if named in between_spaces(s.title)]
    return min(matching, key=lambda s: (s.path.count("."), len(s.title))) if matching else None


def titled(asked: Asked, view: View) -> Reply | None:
    """Return what stands in the section whose whole title the question says ('nhiệm vụ trọng tâm gồm những gì')."""
    said = f" {' '.join(asked.words)} "
    found = [s for s in view.plan.sections if _says_title(said, s, asked)]
    if not found:
        return None
    section = max(found, key=lambda s: len(s.title))
    children = [s for s in view.plan.sections if s.parent == section.path and s.title]
    plain = all(set(view.headings[s.path].split()) - {*s.label.split(".")} <= _PLAIN for s in children)
    if children and not plain:
        statements = [of_head(view, s.title, s.path, s.span.page) for s in children]
        return answered(view, Kind.OUTLINE, statements, 0.85, subject=section.title)
    return answered(view, Kind.LIST, [of_line(view, line) for line in below(view, section)[:12]], 0.85)


def _says_title(said: str, section: Section, asked: Asked) -> bool:
    title = between_spaces(section.title)
    if title not in said:
        return False
    words = set(title.split()) | _PLAIN
    return len(words) >= 2 and all(set(term.said.split()) <= words for term in asked.topic.terms)


def about_whole(asked: Asked, view: View) -> Topic:
    """Return the topic without what is said of the whole plan and without the words that count."""
    words = frozenset(["chi", "tieu", "muc", "nhiem", "vu", "ke", "hoach", "so"])
    return Topic(tuple(t for t in asked.topic.terms if not t.common and not set(t.said.split()) <= words))


def indicators_of(view: View) -> Reply | None:
    """Return the plan's numbered indicators with their number."""
    lines = [line for line in view.lines if re.match(r" chi tieu \d", line.own)]
    numbers = {line.words[2] for line in lines}
    facts = [Fact("count", str(len(numbers))), Fact("counted", "chi tieu")]
    return answered(view, Kind.COUNT, [of_line(view, line) for line in lines[:30]], 0.8, facts=facts)


_PLAIN = frozenset(
    folded_words("mục tiêu nội dung hình thức thời gian kinh phí thực hiện yêu cầu mục đích địa điểm đối tượng")
)


def count_of_units(view: View) -> Reply | None:
    """Return how many units the plan gives tasks, each with the place where it is named."""
    units = [unit for unit, _ in view.units if not unit.is_group]
    statements = [of_head(view, unit.name or "", unit.section) for unit in units]
    return answered(
        view, Kind.COUNT, statements, 0.7, facts=[Fact("count", str(len(units))), Fact("counted", "don vi")]
    )


def parts_of(view: View) -> Reply | None:
    """Return the plan's parts of the first level with their number."""
    parts = [s for s in view.plan.sections if s.parent is None and s.label and not s.path.startswith(("PL", "ĐC"))]
    statements = [of_head(view, s.title, s.path, s.span.page) for s in parts]
    return answered(view, Kind.OUTLINE, statements, 0.7, facts=[Fact("count", str(len(parts)))])


def check(view: View) -> Reply | None:
    """Return the plan's own inconsistencies, each with its places; None where none was found."""
    statements = [
        replace(of_head(view, quote.text, quote.section), note=finding.message)
        for finding in view.plan.findings
        for quote in finding.quotes
    ]
    return answered(view, Kind.CHECK, statements, 0.8)


def below(view: View, section: Section) -> list[Line]:
    """Return the passages of a section and of those under it, headings left out."""
    return [
        line
        for line in view.lines
        if (line.section == section.path or line.section.startswith(section.path + "."))
        and line.passage.kind is not PassageKind.HEADING
    ]


def listing(asked: Asked, view: View) -> Reply | None:
    """Return what stands under the heading that the question names, each on its own, with their number."""
    section = section_of(asked, view)
    if section is None:
        return None
    word = _counted(asked)
    lines = [line for line in below(view, section) if not word or f" {word} " in f"{line.own} {_label(line)} "]
    lines = lines or below(view, section)
    facts = [Fact("count", str(len(lines))), Fact("counted", word)] if lines and "count" in asked.wants else []
    kind = Kind.COUNT if "count" in asked.wants else Kind.LIST
    return answered(view, kind, [of_line(view, line) for line in lines[:20]], 0.85, subject=section.title, facts=facts)


def enumerated(asked: Asked, view: View) -> Reply | None:
    """Return all that the plan numbers under a heading that opens with what the question wants listed."""
    wanted = _CONTAINED.search(" ".join(asked.words)) or _WANTED.search(" ".join(asked.words))
    if wanted is None:
        return None
    words = tuple(word for word in next(filter(None, wanted.groups())).split() if word not in _COUNTING)
    if found := counting.opening(view, words[:_KIND], asked.topic):
        return found
    found = counting.headed(view, words[:4])
    return replace(found, answer=replace(found.answer, kind=Kind.LIST, facts=())) if found else None


_CONTAINED = re.compile(
    r"^(?:phan |muc |chuong )?(.+?) (?:bao )?gom (?:co )?(?:nhung |cac |may )?"
    r"(?:noi dung|muc|viec|gi|phan|y|van de|khoan|cai)\b"
)
"""'phần nhiệm vụ, giải pháp gồm những nội dung nào'."""
_WANTED = re.compile(r"\bliet ke (.+)|\b(?:nhung|cac) (.+?) (?:nao|gi)\b")
_COUNTING = frozenset(
    {"may", "cac", "cai", "nhung", "ten", "ra", "het", "tat", "ca", "cho", "em", "toi", "giup", "minh"}
)


def _label(line: Line) -> str:
    return between_spaces(line.passage.label)


def _counted(asked: Asked) -> str:
    text = f" {' '.join(asked.words)} "
    return next(
        (word for word in ("chi tieu", "muc tieu", "hoat dong", "nhiem vu", "giai phap") if f" {word} " in text), ""
    )


def counted(asked: Asked, view: View) -> Reply | None:
    """Return how many there are of what is asked, where the plan says the figure or the things counted are shown."""
    said = f" {' '.join(asked.words)} "
    if " chi tieu " in said and not about_whole(asked, view).terms and (numbered := indicators_of(view)):
        return numbered
    if not asked.topic.terms and " don vi " in said:
        return count_of_units(view)
    if not asked.topic.terms and (" phan " in said or " muc " in said):
        return parts_of(view)
    if found := listing(asked, view) if _counted(asked) else None:
        return found
    noun = counting.counted_words(asked.words)
    opened = counting.opening(view, noun[:_KIND], asked.topic) if len(noun) >= _KIND else None
    return counting.found(asked.words, view) or opened or _figure(asked, view)


def _figure(asked: Asked, view: View) -> Reply | None:
    """Return the passages that give a number of what is counted."""
    noun = counted_noun(asked)
    if noun and not any(re.search(noun, fold(line.passage.text)) for line in view.lines):
        return not_found(view, Kind.COUNT, "no_figure", subject=asked.topic.said, score=0.3)
    lines = [one for one in ranked(view, asked.topic) if re.search(r"\d", one.line.passage.text)]
    lines = [one for one in lines if noun and re.search(noun, fold(one.line.passage.text))] or lines
    top = [one for one in lines if one.covered >= _ENOUGH and one.covered >= 0.95 * lines[0].covered][:2]
    statements = [of_line(view, one.line, _figure_clause(one.line.passage.text, asked.topic)) for one in top]
    return answered(view, Kind.COUNT, statements, top[0].covered if top else 0.0)


def _figure_clause(text: str, topic: Topic) -> str:
    if len(text) < 300:
        return text
    parts = [part for part in clauses(text) if re.search(r"\d", part)]
    return max(parts, key=lambda part: topic.covered(between_spaces(part)), default=text)

"""Figures, money and contacts of a plan, as its own words say them."""

import re
from collections.abc import Iterable, Iterator

from knowledge.answers.asking import Asked
from knowledge.answers.model import Fact, Kind, Statement
from knowledge.answers.ranking import best, between_spaces, excerpt, is_report_outline, ranked
from knowledge.answers.replies import Reply, answered, not_found, of_line, of_place
from knowledge.answers.topics import Topic
from knowledge.answers.views import Line, View
from knowledge.language.folding import fold, folded_words
from knowledge.plans.model import Contact, Target


def target(asked: Asked, view: View) -> Reply | None:
    """Return the figure that the plan sets for the subject."""
    topic = asked.topic
    scored = [(topic.covered(own, around), one) for one, own, around in _targets_of(view) if topic.solid(own, around)]
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < 0.6:
        return None
    scored = _of_year(asked, scored)
    first = scored[0][1].passage
    near = {id(one): one for score, one in scored if score >= (0.7 if one.passage == first else 0.93) * scored[0][0]}
    statements = [of_place(view, one.passage, one.section, one.text) for one in list(near.values())[:4]]
    return answered(view, Kind.TARGET, statements, scored[0][0], subject=topic.said)


def _targets_of(view: View) -> Iterator[tuple[Target, str, str]]:
    """Yield the targets with their folded words, and those of the passage and the headings around them."""
    for one in view.plan.targets:
        line = view.lines[one.passage]
        yield one, between_spaces(one.text), line.above + line.own


def target_of_unit(asked: Asked, view: View) -> Reply | None:
    """Return the figure that the plan sets for the subject beside the name of the unit that a question names."""
    if asked.unit is None or not asked.topic.terms:
        return None
    name = f" {' '.join(asked.unit.core).removeprefix('cac ')} "
    scored = [
        (asked.topic.covered(own), one) for one, own, _ in _targets_of(view) if name in own and asked.topic.solid(own)
    ]
    top = max((score for score, _ in scored), default=0.0)
    kept = [one for score, one in scored if score >= max(_OF_UNIT, _ALIKE * top)]
    statements = [of_place(view, one.passage, one.section, one.text) for one in kept[:_MOST_NEAR]]
    return answered(view, Kind.TARGET, statements, top, subject=asked.topic.said)


def near_targets(asked: Asked, view: View) -> list[Statement]:
    """Return the figures that come nearest to the subject, though not near enough to answer."""
    scored = [(asked.topic.covered(own, around), one) for one, own, around in _targets_of(view)]
    scored = sorted((pair for pair in scored if pair[0] >= _NEAR), key=lambda pair: -pair[0])
    near = [one for score, one in scored if score >= _BESIDE * scored[0][0]]
    return [of_place(view, one.passage, one.section, one.text) for one in near[:_MOST_NEAR]]


def _of_year(asked: Asked, scored: list[tuple[float, Target]]) -> list[tuple[float, Target]]:
    """Keep the targets for the year that a question names, where any of those that fit best is for it."""
    if asked.period is None or asked.period.kind != "year" or "compare" in asked.wants:
        return scored
    year = str(asked.period.year)
    kept = [(score, one) for score, one in scored if one.by == year and score >= _FOR_YEAR * scored[0][0]]
    return kept or scored


def targets(asked: Asked, view: View) -> Reply | None:
    """Return all that the plan sets itself, where the question wants its targets listed and names no part of them."""
    named = {term.said for term in asked.topic.terms if not term.common}
    if any(not set(said.split()) <= _OF_TARGETS for said in named) or not view.plan.targets:
        return None
    passages = dict.fromkeys(one.passage for one in view.plan.targets)
    return answered(view, Kind.LIST, [of_line(view, view.lines[at]) for at in passages][:_MOST_TARGETS], 0.85)


_FOR_YEAR = 0.85
_OF_UNIT = 0.6
_ALIKE = 0.97
_NEAR = 0.25
_BESIDE = 0.8
_MOST_NEAR = 2
_MOST_TARGETS = 30
_OF_TARGETS = frozenset(folded_words("các chỉ tiêu mục tiêu cụ thể phấn đấu đề ra đặt"))


def funding(asked: Asked, view: View) -> Reply | None:
    """Return where the money comes from: what stands under a heading on funding, or else what speaks of it."""
    under = [line for line in view.lines if not line.is_heading and _of_funding(view, line)]
    topic = asked.topic
    terms = tuple(t for t in topic.terms if not t.common and not set(t.said.split()) <= _OF_MONEY)
    if terms and (near := best(ranked(view, Topic(terms), under), most=4, enough=0.6)):
        under = [one.line for one in near]
    elif asked.period and asked.period.kind == "year":
        under = [line for line in under if str(asked.period.year) in line.words] or under
    statements = [of_line(view, line, excerpt(line.passage.text, topic)) for line in under[:8]]
    if statements:
        return answered(view, Kind.FUNDING, statements, 0.8)
    words = (" ngan sach ", " kinh phi ", " nguon von ")
    speaking = sorted(
        (line for line in view.lines if any(word in line.own for word in words) and not is_report_outline(line)),
        key=lambda line: -(sum(line.own.count(word) for word in words) + 2 * topic.covered(line.own, line.above)),
    )
    return answered(view, Kind.FUNDING, [of_line(view, line) for line in speaking[:3]], 0.6)


_MONEY = re.compile(r" \d+ (?:\d+ )?(?:nghin|trieu|ty)(?: dong)? | 000 dong ")
_OF_MONEY = frozenset(
    folded_words(
        "kinh phí ngân sách nguồn vốn tổng tiền cấp chi năm dự toán huyện tỉnh xã thực hiện công cho một tốn hết khoảng"
    )
)


def money(asked: Asked, view: View) -> Reply | None:
    """Return the amounts that the plan gives for the subject, or for the whole where only the money is asked about."""
    lines = [line for line in view.lines if _MONEY.search(line.own) or _price(line)]
    terms = tuple(t for t in asked.topic.terms if not t.common and not set(t.said.split()) <= _OF_MONEY)
    kept = [one.line for one in best(ranked(view, Topic(terms), lines), enough=0.6)] if terms else []
    whole = "where_from" in asked.wants or " tong kinh phi " in f" {' '.join(asked.words)} "
    if not kept and (not terms or whole):
        kept = [line for line in lines if any(word in line.own + line.above for word in (" kinh phi ", " ngan sach "))]
        kept = [line for line in kept if _TOTAL.search(line.own)] or _of_own(asked, view, kept) or kept
    statements = [of_line(view, line, excerpt(line.passage.text, asked.topic), note=_price(line)) for line in kept[:4]]
    if found := answered(view, Kind.FUNDING, statements, 0.75):
        return found
    return not_found(view, Kind.FUNDING, "no_amount", subject=asked.topic.said, score=0.3)


_TOTAL = re.compile(r" tong (?:\w+ )?(?:kinh phi|ngan sach|du toan|chi phi|von|cong|so tien|nhu cau) ")


def _of_own(asked: Asked, view: View, lines: Iterable[Line]) -> list[Line]:
    """Return the lines that speak of the money, or stand under a heading on it, of the year asked about."""
    said = [line for line in lines if " kinh phi " in line.own or _of_funding(view, line)]
    year = str(asked.period.year) if asked.period and asked.period.kind == "year" else ""
    return [line for line in said if year in line.words] or said


def _price(line: Line) -> str:
    """Return what a table's column of money says of a row ('Kinh phí (triệu đồng): 12'), empty where nothing."""
    return "; ".join(
        f"{name}: {cell}" for name, cell in line.passage.columns if "kinh phi" in fold(name) and re.search(r"\d", cell)
    )


_ON_FUNDING = (" kinh phi ", " nguon luc ", " ngan sach ", " nguon von ")
_SHORT_TITLE = 10


def _of_funding(view: View, line: Line) -> bool:
    """Tell whether a line stands under a heading on the money: a short title that names it."""
    path = "" if is_report_outline(line) else line.section
    while path in view.sections:
        title = view.headings[path]
        if len(title.split()) <= _SHORT_TITLE and any(word in title for word in _ON_FUNDING):
            return True
        path = view.sections[path].parent or ""
    return False


_OF_CALLING = frozenset(folded_words("số điện thoại sđt hotline liên hệ gọi email địa chỉ là di động"))
_PERSON = re.compile(r" (?:ong|ba|dong chi|lien he|dau moi|vuong mac) ")


def _without(topic: Topic, words: frozenset[str]) -> Topic:
    """Return a topic without the terms that these words make up."""
    return Topic(tuple(term for term in topic.terms if not set(term.said.split()) <= words))


def contact(asked: Asked, view: View) -> Reply | None:
    """Return the telephone number or contact point asked for; a number that the plan does not give is not found."""
    phone = "phone" in asked.wants
    scored: list[tuple[float, Contact]] = []
    for one in view.plan.contacts:
        if phone and "@" not in one.value and not any(character.isdecimal() for character in one.value):
            continue
        if "email" in asked.words and "@" not in one.value:
            continue
        own = between_spaces(f"{one.what} {one.value} {one.quote}")
        topic = _without(asked.whole if asked.unit else asked.topic, _OF_CALLING)
        line = view.lines[one.passage]
        meant = 0.7 + 0.1 * ("who" in asked.wants and bool(_PERSON.search(own)))
        scored.append((topic.covered(own, line.own + line.above) if topic.terms else meant, one))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < (0.75 if asked.unit else 0.62):
        return not_found(view, Kind.CONTACT, "no_contact", subject=asked.topic.said, score=0.2) if phone else None
    near = [one for score, one in scored if score >= 0.95 * scored[0][0]]
    kept = list({one.value: one for one in reversed(near)}.values())[-2:]
    statements = [of_place(view, one.passage, one.section, one.quote, note=one.value) for one in kept]
    facts = [Fact("contact", one.value) for one in kept]
    return answered(view, Kind.CONTACT, statements, scored[0][0], facts=facts)

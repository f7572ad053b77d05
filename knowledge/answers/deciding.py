"""Which kind of answer a question gets from one plan: an ordered list of rules, the first reply wins."""

import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.answers import (
    about_deadlines,
    about_documents,
    about_facts,
    about_plans,
    about_topics,
    about_units,
    citing,
    counting,
    emergencies,
    figures,
    itself,
    labels,
    refusing,
)
from knowledge.answers.asking import Asked
from knowledge.answers.model import Kind
from knowledge.answers.replies import Reply, answered, not_found, of_head
from knowledge.answers.views import View
from knowledge.plans.model import Role

_CLEARLY = 0.08
_OF_FOOT = re.compile(r"\bnoi nhan\b|\bke hoach (?:nay|do|tren)\b")
_SENT = re.compile(
    r"^(?:cai |ban )?ke hoach (?:nay |do |tren |ni )?(?:duoc |da |phai )?(?:bao cao|gui|sao gui|chuyen|phat)\b"
    r"(?: (?:len|cho|den|toi|di|de))* (?:(?:nhung|cac) )?(?:ai|dau|noi nao|cho nao|ben nao|co quan nao|don vi nao)\b"
)
_SURELY = 0.75
_UNDATED = frozenset({"", "ke hoach", "van ban", "chuong trinh", "quy che", "huong dan", "phuong an"})
Rule = Callable[[Asked, View], Reply | None]


def decide(asked: Asked, view: View) -> Reply:
    """Return what the plan answers to the question."""
    asked = citing.as_document(asked, view)
    found = next(filter(None, (rule(asked, view) for rule in RULES)), None) or refusing.nearest(asked, view)
    return refusing.with_nearest(found, asked, view)


def _emergency(asked: Asked, view: View) -> Reply | None:
    return emergencies.reply(asked, view) if emergencies.tells_of_danger(asked.words) else None


def _report_outline(asked: Asked, view: View) -> Reply | None:
    return about_plans.report_outline(asked, view) if "report_outline" in asked.wants else None


def _sent_to(asked: Asked, view: View) -> Reply | None:
    """To whom the plan itself was sent: the recipients that its foot names."""
    said = " ".join(asked.words)
    of_plan = _SENT.search(said) or ("sent_to" in asked.wants and _OF_FOOT.search(said))
    if asked.unit or not of_plan:
        return None
    named = [of_head(view, name) for name in view.plan.recipients]
    return answered(view, Kind.LIST, named, 0.9) or not_found(view, Kind.PLAN, "head_unknown", score=0.3)


def _document(asked: Asked, view: View) -> Reply | None:
    if asked.cited is None or itself.is_own(asked, view) or (asked.unit and asked.unit.units):
        return None
    if related := citing.related(asked, view):
        return related
    found = about_documents.reference(asked, view)
    if citing.asks_about_itself(asked, view):
        return found
    return citing.around(asked, view) or (found if _found(found) else None)


def _found(reply: Reply | None) -> bool:
    return reply is not None and bool(reply.answer.statements)


def _indicator(asked: Asked, view: View) -> Reply | None:
    if asked.indicators is None or asked.indicators.word != "chi tieu" or "count" in asked.wants:
        return None
    return about_topics.indicator(asked, view)


def _contact(asked: Asked, view: View) -> Reply | None:
    asks_who = "who" in asked.wants and not asked.wants & {"recipient", "number"} and "so" not in asked.words
    if asks_who and asked.topic.terms:
        return None
    if "contact" not in asked.wants or ("who" in asked.wants and "phone" not in asked.wants and asked.topic.terms):
        return about_facts.contact(asked, view) if "phone" in asked.wants and "contact" in asked.wants else None
    return about_facts.contact(asked, view)


def _amount(asked: Asked, view: View) -> Reply | None:
    """An amount of money is answered only by one that the plan gives."""
    money = "funding" in asked.wants and not asked.unit and (asked.wants & {"figure", "yes_no"})
    amount = "amount" in asked.wants and not (asked.unit and "tasks" in asked.wants)
    return about_facts.money(asked, view) if amount or money else None


def _count(asked: Asked, view: View) -> Reply | None:
    if "count" not in asked.wants:
        return None
    if asked.unit and asked.unit.units and "chi tieu" in " ".join(asked.words):
        return about_units.indicators_of(asked, view)
    found = None if asked.unit else about_plans.counted(asked, view)
    return counting.with_days(found, view) if found and "when" in asked.wants else found


def _deadline(asked: Asked, view: View) -> Reply | None:
    if "within" in asked.wants and (found := about_deadlines.within(asked, view)):
        return found
    if "when" not in asked.wants and "deadline" not in asked.wants:
        if asked.unit and "report" in asked.wants and asked.period and asked.period.kind in ("half", "year_report"):
            return about_deadlines.deadline(asked, view)
        if (
            asked.period
            and asked.period.kind in ("quarter", "month", "year")
            and (asked.wants & {"tasks", "list"} or about_deadlines.asks_for_period(asked))
            and not asked.unit
        ):
            return about_deadlines.in_period(asked, view)
        return None
    return labels.with_place(about_deadlines.deadline(asked, view), asked, view)


def _funding(asked: Asked, view: View) -> Reply | None:
    if "funding" not in asked.wants or asked.unit or "who" in asked.wants or "reference" in asked.wants:
        return None
    return about_facts.funding(asked, view)


def _all_units(asked: Asked, view: View) -> Reply | None:
    """Who is given tasks at all: the units, each with its place."""
    named = asked.wants & {"who"} and asked.wants & {"tasks"} and not asked.unit and not asked.roles
    return about_plans.count_of_units(view) if named and not about_units.residual(asked, view).terms else None


def _reference(asked: Asked, view: View) -> Reply | None:
    asks = asked.wants & {"reference", "basis"} or ("number" in asked.wants and asked.document_kind)
    listed = "list" in asked.wants and asked.document_kind and asked.period
    if (
        (asks or listed)
        and asked.document_kind
        and (not asked.unit or (asked.document_kind != "ke hoach" and not asked.roles and "target" not in asked.wants))
    ):
        found = about_documents.reference(asked, view)
        return None if asked.unit and not _found(found) else found
    return None


def _dated_document(asked: Asked, view: View) -> Reply | None:
    """When a document was issued ('luật trẻ em năm nào'): by what it is called."""
    kind = asked.document_kind
    if kind in _UNDATED or not asked.wants & {"when", "issued"} or asked.unit or "report" in asked.wants:
        return None
    if not asked.topic.terms or f" ve {kind} " in f" {' '.join(asked.words)} ":
        return None
    return about_documents.reference(asked, view) or about_topics.subject(asked, view)


def _partners(asked: Asked, view: View) -> Reply | None:
    if asked.unit and "who" in asked.wants and Role.COORDINATE in asked.roles:
        return about_units.partners_of(asked, view)
    return None


def _premise(asked: Asked, view: View) -> Reply | None:
    """A question that takes for granted that a unit does something is answered by who does it."""
    if asked.unit and asked.roles and "yes_no" in asked.wants and asked.topic.terms:
        return about_topics.who(asked, view) or about_topics.closest(asked, view)
    return None


def _who_beside(asked: Asked, view: View) -> Reply | None:
    """Who does something with a unit that the question names ('ai phối hợp với công an huyện tuần tra')."""
    if not asked.unit or "who" not in asked.wants or "yes_no" in asked.wants:
        return None
    found = about_topics.who(replace(asked, topic=asked.whole, unit=None), view)
    return found if found and found.score >= _SURELY else None


def _unit(asked: Asked, view: View) -> Reply | None:
    if asked.unit is None:
        return None
    indicators = "target" in asked.wants and asked.wants & {"number", "reference", "list"}
    if indicators and asked.unit.units and (found := about_units.indicators_of(asked, view)):
        return found
    found = about_units.reply(asked, view)
    if asked.wants & {"figure", "number"} == {"figure"} and not figures.are_given(figures.in_unit(asked, found)):
        beside = about_facts.target_of_unit(asked, view)
        plain = beside or _figure(replace(asked, unit=None, topic=asked.whole), view)
        found = plain if plain and plain.answer.statements else found
    if found is None or found.answer.reason != "unit_without_topic":
        return found
    if "who" in asked.wants:
        return about_topics.who(replace(asked, topic=asked.whole, unit=None), view) or found
    return about_topics.who(asked, view) or found if "yes_no" in asked.wants else found


def _recipient(asked: Asked, view: View) -> Reply | None:
    if "recipient" in asked.wants and not asked.wants & {"deadline", "contact"} and not asked.unit:
        return about_topics.recipient(asked, view)
    return None


def _who(asked: Asked, view: View) -> Reply | None:
    return about_topics.who(asked, view) if "who" in asked.wants or (asked.roles and not asked.unit) else None


def _figure(asked: Asked, view: View) -> Reply | None:
    if "figure" in asked.wants or ("target" in asked.wants and "who" not in asked.wants):
        found = _likelier(figures.in_unit(asked, about_facts.target(asked, view)), about_topics.figure(asked, view))
        if found or "figure" in asked.wants:
            return found or _no_figure(asked, view)
    return None


def _no_figure(asked: Asked, view: View) -> Reply:
    near = about_facts.near_targets(asked, view)
    return not_found(view, Kind.TARGET, "no_figure", subject=asked.topic.said, statements=near, score=0.3)


def _likelier(target: Reply | None, passage: Reply | None) -> Reply | None:
    """Prefer the target that was read as one, unless a passage covers the question clearly better."""
    if target and passage:
        return passage if passage.score > target.score + _CLEARLY else target
    return target or passage


def _outline(asked: Asked, view: View) -> Reply | None:
    return about_plans.outline(asked, view) if "outline" in asked.wants and "who" not in asked.wants else None


def _titled(asked: Asked, view: View) -> Reply | None:
    if asked.unit or asked.wants & {"who", "reference", "when", "figure"}:
        return None
    asks = asked.wants & {"list", "tasks", "outline"} or asked.words[-1:] == ("gi",)
    return about_plans.titled(asked, view) if asks else None


def _check(asked: Asked, view: View) -> Reply | None:
    if "check" not in asked.wants or asked.unit:
        return None
    return about_plans.check(view) or not_found(view, Kind.CHECK, "no_findings", score=0.3)


def _person(asked: Asked, view: View) -> Reply | None:
    if not (asked.wants & {"person"} and asked.wants & {"head"}):
        return None
    found = about_topics.who(replace(asked, unit=None), view) if asked.topic.terms else None
    return found if found and found.score >= _SURELY else itself.person(asked, view)


def _list(asked: Asked, view: View) -> Reply | None:
    if asked.wants & {"list"} and asked.wants & {"target"}:
        return about_facts.targets(asked, view) or about_plans.listing(asked, view)
    return None if asked.unit else about_plans.enumerated(asked, view)


RULES: tuple[Rule, ...] = (
    _emergency,
    _check,
    _report_outline,
    _person,
    about_documents.document,
    _sent_to,
    itself.asked_of_head,
    about_topics.labelled_item,
    _indicator,
    _document,
    about_documents.replaced,
    _contact,
    _amount,
    _count,
    _dated_document,
    about_deadlines.rhythmic,
    _deadline,
    _funding,
    _partners,
    _all_units,
    _recipient,
    _premise,
    _reference,
    _who_beside,
    _unit,
    itself.purpose,
    counting.reply,
    labels.labelled,
    _titled,
    _outline,
    _list,
    _figure,
    _who,
    about_topics.subject,
)

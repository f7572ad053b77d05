"""What is asked of the plan itself: who signed it, when, its number, its issuer, its title, what it is for."""

import re

from knowledge.answers import about_units
from knowledge.answers.about_plans import about_whole, below
from knowledge.answers.asking import Asked
from knowledge.answers.model import Fact, Kind, Statement
from knowledge.answers.ranking import between_spaces
from knowledge.answers.replies import Reply, answered, not_found, of_head, of_line
from knowledge.answers.views import View
from knowledge.language.folding import fold, folded_words

_OF_PLACE = re.compile(r"\bcua (?:truong|so|hoi|xa|phuong|huyen|tinh|thanh pho|dia phuong) nao\b")
_OWN_KINDS = frozenset({"", "ke hoach", "van ban"})
_OF_OFFICES = frozenset(
    folded_words("chủ tịch phó giám đốc trưởng ban ubnd ủy nhân dân sở huyện tỉnh xã ai là ông bà lúc đó")
)


def asked_of_head(asked: Asked, view: View) -> Reply | None:
    """Return the answer to a question about the plan itself, None where it asks for something else."""
    if not asked.wants & {"signer", "issued", "issuer", "number", "title"}:
        return None
    if asked.cited:
        return head(asked, view) if is_own(asked, view) else None
    if "signer" in asked.wants:
        return head(asked, view)
    if asked.unit or ("reference" in asked.wants and asked.topic.terms):
        return None
    of_place = "issuer" in asked.wants and _OF_PLACE.search(" ".join(asked.words))
    itself = "plan" in asked.wants or of_place or _alone(asked)
    return head(asked, view) if itself and not about_units.residual(asked, view).terms else None


def is_own(asked: Asked, view: View) -> bool:
    """Tell whether the document that a question cites is the plan itself."""
    own = fold(view.plan.head.number or "").split("/")[0]
    kind = asked.cited.kind if asked.cited else ""
    return bool(asked.cited and own and kind in _OWN_KINDS and asked.cited.number.split("/")[0] == own)


def _alone(asked: Asked) -> bool:
    """Tell whether the number or the day of issue is asked for and of no other document: it is the plan's own."""
    own = asked.document_kind in _OWN_KINDS and not asked.topic.terms
    return own and ("issued" in asked.wants or "number" in asked.wants and "hieu" in asked.words)


def head(asked: Asked, view: View) -> Reply | None:
    """Return what the plan says about itself: who signed it, when, its number, its issuer, its title."""
    one = view.plan.head
    known = {
        "signer": one.signer,
        "signer_role": one.signer_role,
        "issued": one.issue_date,
        "number": one.number,
        "issuer": one.issuer,
        "place": one.place,
        "title": one.title,
    }
    wanted = ["signer"] if "person" in asked.wants else []
    wanted += [name for name in ("signer", "issued", "number", "issuer", "title") if name in asked.wants]
    if "when" in asked.wants and wanted and "issued" not in wanted:
        wanted.append("issued")
    wanted = wanted or ["title"]
    if "signer" in wanted:
        wanted.append("signer_role")
    if "issuer" in wanted:
        wanted.append("place")
    facts = [Fact(name, value) for name in wanted if (value := known[name])]
    if not any(known[name] for name in wanted):
        return not_found(
            view, Kind.PLAN, "head_unknown", subject=wanted[0], facts=[Fact("title", one.title)], score=0.2
        )
    shown = dict.fromkeys([*wanted, "number", "issuer", "title"])
    facts = [Fact(name, value) for name in shown if (value := known[name])]
    return answered(view, Kind.PLAN, [_signed(view, wanted)], 0.9, facts=facts)


def _signed(view: View, wanted: list[str]) -> Statement:
    """Return the words of the plan that show it: the signer's name, the opening that names the issuer, or the title."""
    one = view.plan.head
    if "signer" in wanted and one.signer:
        return of_head(view, one.signer)
    issuer = between_spaces(one.issuer or "").strip()
    for line in view.lines[:8]:
        if "issuer" in wanted and issuer and issuer in line.own.replace(" ubnd ", " uy ban nhan dan "):
            return of_line(view, line)
    return of_head(view, one.title)


def person(asked: Asked, view: View) -> Reply | None:
    """Return the signer where the question asks who holds the office that they sign with; else say it is not there."""
    one = view.plan.head
    role = between_spaces(one.signer_role or "")
    held = [
        word for word in ("chu tich", "giam doc", "truong ban", "bi thu") if f" {word} " in f" {' '.join(asked.words)} "
    ]
    other = [t for t in asked.topic.terms if not set(t.said.split()) <= view.place_words | _OF_OFFICES]
    if one.signer and not other and any(f" {word} " in role for word in held):
        return head(asked, view)
    return not_found(view, Kind.PLAN, "no_person", score=0.2)


def purpose(asked: Asked, view: View) -> Reply | None:
    """Return what the plan is for, where a question asks that of the whole."""
    if "purpose" not in asked.wants or asked.unit or asked.cited or asked.document_kind not in _OWN_KINDS:
        return None
    return None if about_whole(asked, view).terms else _purpose(view)


def _purpose(view: View) -> Reply | None:
    """Return what stands under the heading on the plan's purpose."""
    found = [s for s in view.plan.sections if " muc dich " in between_spaces(s.title)]
    if not found:
        return None
    section = max(found, key=lambda s: s.path.count("."))
    return answered(view, Kind.LIST, [of_line(view, line) for line in below(view, section)[:12]], 0.85)

"""The JSON contract of `export`: a plan as one object, keys in the words of the design."""

from typing import Any

from knowledge.plans.model import Deadline, Finding, Plan, Target, Task, Unit


def export(plan: Plan) -> dict[str, Any]:
    """Return the plan as JSON-ready values: strings, numbers, lists, None. Dates are ISO, roles Vietnamese words."""
    head = plan.head
    return {
        "id": plan.id,
        "number": head.number,
        "title": head.title,
        "issuer": head.issuer,
        "level": head.level,
        "place": head.place,
        "issue_date": head.issue_date,
        "year": head.year,
        "year_to": head.year_to,
        "signer": head.signer,
        "signer_role": head.signer_role,
        "superior": head.superior,
        "sections": [{"path": s.path, "title": s.title, "page": s.span.page} for s in plan.sections],
        "units": [_unit(unit) for unit in plan.units],
        "deadlines": [_deadline(deadline) for deadline in plan.deadlines],
        "targets": [_target(target) for target in plan.targets],
        "references": [
            {"kind": r.kind, "number": r.number, "date": r.date, "issuer": r.issuer, "about": r.about}
            | {"quote": r.quote, "section": r.section}
            for r in plan.references
        ],
        "contacts": [{"what": c.what, "value": c.value, "quote": c.quote, "section": c.section} for c in plan.contacts],
        "report_outline": list(plan.report_outline),
        "recipients": list(plan.recipients),
        "findings": [finding_json(finding) for finding in plan.findings],
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one finding of the plan check, its quotes with their sections."""
    return {
        "kind": finding.kind,
        "message": finding.message,
        "quotes": [{"text": quote.text, "section": quote.section} for quote in finding.quotes],
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "name": unit.name,
        "aliases": list(unit.aliases),
        "section": unit.section,
        "is_group": unit.is_group,
        "tasks": [_task(task) for task in unit.tasks],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "text": task.text,
        "role": str(task.role),
        "with": list(task.partners),
        "indicators": list(task.indicators),
        "section": task.section,
        "confidence": task.confidence,
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "what": deadline.what,
        "who": list(deadline.who),
        "to": deadline.to,
        "date": deadline.date,
        "last_day": deadline.last_day,
        "recurs": deadline.recurs,
        "quote": deadline.quote,
        "section": deadline.section,
        "confidence": deadline.confidence,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "text": target.text,
        "value": target.value,
        "unit": target.unit,
        "by": target.by,
        "indicator": target.indicator,
        "section": target.section,
    }

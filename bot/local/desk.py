"""The desk: a draft beside the document that it was read from, corrected as in the chat.

Whoever is chosen on the page may here what they may in the chat; corrections and publishing go through the same room
(`knowledge.work.plan_life.reviews`).
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bot.local.requests import body_of, persona_of
from handlers.rendering import label
from knowledge.clock import Clock
from knowledge.errors import UserError
from knowledge.plans import browsing, corrections, page_pictures, reviewing
from knowledge.plans.dating.shown_dates import shown
from knowledge.plans.model import Deadline, Finding, Passage, Plan, Role, Task
from knowledge.plans.page_pictures import Spot
from knowledge.plans.reviewing import Correction, mark, subject
from knowledge.plans.store import PlanStatus
from knowledge.work.members.rights import NotAllowed
from knowledge.work.plan_life import reviews, uploads

Json = dict[str, Any]

STATIC = Path(__file__).with_name("static")
WORDS_LIMIT = 4096
AT_A_CUT = 32
"""Letters that are shown of a task on either side of a cut."""


class Desk:
    """The desk's requests."""

    def __init__(self, connection: sqlite3.Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    @property
    def routes(self) -> list[Route]:
        """The desk's addresses."""
        drafts = "/api/{persona}/drafts"
        return [
            Route("/desk", _index),
            Route(drafts, self.list),
            Route(f"{drafts}/{{plan}}", self.show),
            Route(f"{drafts}/{{plan}}/correct", self.correct, methods=["POST"]),
            Route(f"{drafts}/{{plan}}/publish", self.publish, methods=["POST"]),
            Route(f"{drafts}/{{plan}}/pages/{{number:int}}", self.page),
            Route(f"{drafts}/{{plan}}/lines/{{passage:int}}", self.lines),
        ]

    async def list(self, request: Request) -> Response:
        """Say which drafts the person may review."""
        found = reviews.managed(self._connection, PlanStatus.DRAFT, by=persona_of(request).telegram_id)
        return JSONResponse([{"id": one.id, "title": one.head.title} for one in found])

    async def show(self, request: Request) -> Response:
        """Give a draft: what was read, what is in doubt, and the document."""
        return JSONResponse(self._review(self._draft(request)))

    async def correct(self, request: Request) -> Response:
        """Correct a draft and give it as it is then."""
        by, given = persona_of(request).telegram_id, _correction(await body_of(request))
        plan_id, now = request.path_params["plan"], self._clock()
        return JSONResponse(self._review(reviews.correct(self._connection, plan_id, given, by=by, now=now)))

    async def publish(self, request: Request) -> Response:
        """Publish a draft."""
        by, plan_id = persona_of(request).telegram_id, request.path_params["plan"]
        plan = reviews.publish(self._connection, plan_id, by=by, now=self._clock())
        return JSONResponse({"title": plan.head.title})

    async def page(self, request: Request) -> Response:
        """Give the picture of a page."""
        plan = self._draft(request)
        return _picture(page_pictures.page(self._connection, plan.id, request.path_params["number"]))

    async def lines(self, request: Request) -> Response:
        """Give the picture of a passage's lines."""
        plan, at = self._draft(request), request.path_params["passage"]
        if at >= len(plan.passages):
            raise HTTPException(404)
        return _picture(page_pictures.lines(self._connection, plan.id, plan.passages[at].span))

    def _draft(self, request: Request) -> Plan:
        """Return the draft of a request. Raises Outdated, NotAllowed."""
        return reviews.draft(self._connection, request.path_params["plan"], by=persona_of(request).telegram_id)

    def _review(self, plan: Plan) -> Json:
        spots = page_pictures.spots(self._connection, plan.id, [passage.span for passage in plan.passages])
        looked = reviewing.looked_at(self._connection, plan)
        return {
            "id": plan.id,
            "title": plan.head.title,
            "head": [_head_field(plan, field) for field in corrections.HEAD_FIELDS],
            "notes": uploads.notes_on(self._connection, plan.id) or (),
            "doubts": [_doubt(doubt) for doubt in reviewing.doubts(plan)],
            "units": [_unit(plan, at, looked=at in looked) for at in range(len(plan.units))],
            "deadlines": [_deadline(at, deadline) for at, deadline in enumerate(plan.deadlines)],
            "targets": [{"text": one.text, "section": one.section, "passage": one.passage} for one in plan.targets],
            "findings": [_finding(plan, finding) for finding in plan.findings],
            "passages": [_passage(*one) for one in zip(plan.passages, spots, strict=True)],
            "pages": page_pictures.pages(self._connection, plan.id),
            "roles": [role.value for role in Role],
        }


async def refused(request: Request, error: Exception) -> Response:
    """Answer what the person can put right with the sentence that says how. Raises what is a bug."""
    if not isinstance(error, UserError):
        raise error
    return JSONResponse({"says": str(error)}, 403 if isinstance(error, NotAllowed) else 409)


async def _index(request: Request) -> Response:
    return FileResponse(STATIC / "desk.html")


def _picture(image: bytes | None) -> Response:
    if image is None:
        raise HTTPException(404)
    return Response(image, media_type="image/jpeg")


def _correction(given: dict[str, object]) -> Correction:
    """Return the correction that a body asks for. Raises HTTPException for anything else."""
    places = [given.get(name, 0) for name in ("unit", "item")]
    words = [given.get(name, "") for name in ("kind", "said", "mark")]
    if not all(type(place) is int for place in places) or not all(isinstance(word, str) for word in words):
        raise HTTPException(400)
    kind, said, made_for = map(str, words)
    if len(said) > WORDS_LIMIT:
        raise HTTPException(400)
    unit, item = (int(str(place)) for place in places)
    return Correction(kind, unit, item, said, made_for)


def _head_field(plan: Plan, field: str) -> Json:
    value = subject(plan, field, 0, 0)
    return {"kind": field, "label": label("head_field", field), "value": value, "mark": mark(value)}


def _unit(plan: Plan, at: int, *, looked: bool) -> Json:
    unit = plan.units[at]
    return {
        "name": unit.name,
        "section": unit.section,
        "looked": looked,
        "mark": mark(subject(plan, "name", at, 0)),
        "whole": mark(subject(plan, reviewing.RIGHT, at, 0)),
        "tasks": [_task(task) for task in unit.tasks],
    }


def _task(task: Task) -> Json:
    return {
        "text": task.text,
        "role": task.role.value,
        "section": task.section,
        "passage": task.passage,
        "partners": task.partners,
        "doubtful": task.confidence < reviewing.SURE,
        "cuts": [(first[-AT_A_CUT:], second[:AT_A_CUT]) for first, second in corrections.cuts(task.text)],
        "mark": mark(task.text),
    }


def _deadline(at: int, deadline: Deadline) -> Json:
    return {
        "at": at,
        "what": deadline.what,
        "when": shown(deadline.date) if deadline.date else None,
        "last_day": shown(deadline.last_day) if deadline.last_day else None,
        "who": deadline.who,
        "to": deadline.to,
        "quote": deadline.quote,
        "section": deadline.section,
        "passage": deadline.passage,
        "doubtful": deadline.confidence < reviewing.SURE,
        "mark": mark(deadline.quote),
    }


def _doubt(doubt: reviewing.Doubt) -> Json:
    return {
        "what": doubt.what,
        "section": doubt.section,
        "page": doubt.page,
        "passage": doubt.passage,
        "unit": doubt.unit,
    }


def _finding(plan: Plan, finding: Finding) -> Json:
    return {"message": finding.message, "passages": list(_quoted(plan, finding))}


def _quoted(plan: Plan, finding: Finding) -> Iterator[int]:
    """Yield the positions of the passages that a finding quotes, the first that holds each quotation."""
    for quote in finding.quotes:
        held = (p.position for p in plan.passages if p.section == quote.section and quote.text in p.text)
        yield from list(held)[:1]


def _passage(passage: Passage, spots: tuple[Spot, ...]) -> Json:
    return {
        "section": passage.section,
        "depth": passage.section.count("."),
        "kind": passage.kind.value,
        "label": browsing.pointed(passage.label),
        "text": passage.text,
        "columns": passage.columns,
        "page": passage.span.page,
        "doubtful": passage.doubtful,
        "spots": [{"page": page, "box": box} for page, box in spots],
    }

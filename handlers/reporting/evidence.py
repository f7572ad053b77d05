"""Evidence: photos (albums too), documents and places that come with a report or while one is open."""

from dataclasses import dataclass

from telegram import Message, Update
from telegram.error import BadRequest

from handlers import help, listening
from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import documents
from handlers.rendering import render
from handlers.reporting import current, fixing, reports
from handlers.reporting.forms import Added, continue_row, form
from handlers.screen import Screen, send
from knowledge.work.members import people
from knowledge.work.members.registered_units import RegisteredUnit
from knowledge.work.members.rights import Action, demand
from knowledge.work.reporting import evidence
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity, State
from knowledge.work.reporting.assignments import Assignments
from knowledge.work.reporting.drafts.model import Draft
from knowledge.work.reporting.drafts.reading import judged, names_activity
from knowledge.work.reporting.evidence import Evidence, Kind


async def receive(update: Update, context: Context) -> None:
    """Add what was sent to the report that it belongs to; what belongs to none may be a plan or a page of one."""
    message = update.effective_message
    if message is None:
        return
    is_plan = message.document is not None and documents.may_send(context)
    caption = listening.caption_of(message)
    if not is_plan and listening.asks_by_caption(context, caption):
        await listening.hear_caption(update, context)
        return
    belongs = _belongs_to(update, context, message)
    told = _told(context, caption, is_plan=is_plan, is_lone=belongs is None)
    if told is not None:
        await _open(update, context, message, told)
    elif belongs is not None:
        await _add(update, context, message, belongs)
    elif message.document is not None or (message.photo and documents.may_send(context)):
        await documents.receive(update, context)
    else:
        await help.unreadable(update, context)


async def show(update: Update, context: Context, parts: Parts) -> None:
    """Send the evidence of a report: its photos, its documents, its places."""
    report = stored.find(context.connection, parts.number(0))
    demand(people.person(context.connection, context.official.telegram_id), Action.READ_REPORTS, report.unit)
    for piece in evidence.attached(context.connection, report.id):
        await _send(update, piece)


async def _send(update: Update, piece: Evidence) -> None:
    """Send one piece; what Telegram keeps no more is said to be gone."""
    chat = update.effective_chat
    if chat is None:
        return
    try:
        if piece.kind is Kind.PHOTO and piece.file_id:
            await chat.send_photo(piece.file_id)
        elif piece.kind is Kind.DOCUMENT and piece.file_id:
            await chat.send_document(piece.file_id)
        else:
            await send(update, Screen(render("reports/place", piece=piece)))
    except BadRequest:
        await send(update, Screen(render("reports/evidence_gone", piece=piece)))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a caption reports, for which unit, and the tasks that it may belong to."""

    read: Draft
    unit: RegisteredUnit
    tasks: Assignments


def _told(context: Context, caption: str, *, is_plan: bool, is_lone: bool) -> _Told | None:
    """Return the report that a caption is. One that is not clear is taken for it, so that its photo is not lost.

    Where there is no other report that the photo could go to, it is enough that the caption names an activity.
    """
    person = people.find_person(context.connection, context.official.telegram_id)
    if not caption or person is None or person.unit is None:
        return None
    verdict = judged(caption, today=context.today)
    may_be = not verdict.sure or (is_lone and names_activity(caption, today=context.today))
    if not (verdict.is_report and verdict.sure) and (is_plan or not may_be):
        return None
    read, tasks = reports.read_message(context, caption, person.unit, is_claimed=True)
    return _Told(read, person.unit, tasks)


async def _open(update: Update, context: Context, message: Message, told: _Told) -> None:
    """Open what a caption reports, the photo beside its last activity, and show the forms."""
    parts = range(len(told.read.activities))
    drafts = [reports.open_one(update, context, told.read, told.unit, told.tasks, part) for part in parts]
    added = None
    try:
        added = _attach(context, message, drafts[-1])
    finally:
        for part, draft in enumerate(drafts):
            came = added if draft is drafts[-1] else None
            await reports.reply(update, form(context, draft, read=told.read, part=part, added=came))


async def _add(update: Update, context: Context, message: Message, draft: Activity) -> None:
    """Add one piece to a report and show its form; an album is confirmed once, its first picture leads to the form."""
    added = _attach(context, message, draft)
    if added is None:
        return
    if added.album or draft.state is not State.DRAFT:
        rows = (continue_row(draft),) if draft.state is State.DRAFT else ()
        await send(update, Screen(render("reports/attached", added=added), rows))
        await fixing.send_again(update, context, draft)
    else:
        await send(update, form(context, stored.find(context.connection, draft.id), added=added))


def _attach(context: Context, message: Message, draft: Activity) -> Added | None:
    """Attach one piece and return what is to be said of it; None for one that is there, and for an album's second."""
    piece, size = _piece(message)
    is_first = not piece.album or evidence.activity_of_album(context.connection, piece.album) is None
    photos_before = any(one.kind is Kind.PHOTO for one in evidence.attached(context.connection, draft.id))
    added = evidence.attach(context.connection, draft.id, piece, now=context.now, size=size)
    if not added or not is_first:
        return None
    return Added(piece.kind, bool(piece.album), consent=piece.kind is Kind.PHOTO and not photos_before)


def _belongs_to(update: Update, context: Context, message: Message) -> Activity | None:
    """Return the report of the same album, the open draft that is meant, or the sent one to mend."""
    if message.media_group_id:
        known = evidence.activity_of_album(context.connection, message.media_group_id)
        if known is not None:
            return stored.find(context.connection, known)
    return current.meant(update, context) or fixing.asked_for(context, message.chat_id)


def _piece(message: Message) -> tuple[Evidence, int | None]:
    album = message.media_group_id
    if message.photo:
        best = message.photo[-1]
        return Evidence(Kind.PHOTO, best.file_id, best.file_unique_id, album=album), best.file_size
    if message.location is not None:
        place = message.location
        return Evidence(Kind.LOCATION, latitude=place.latitude, longitude=place.longitude), None
    document = message.document
    if document is None:
        raise ValueError("evidence is a photo, a place or a document")
    name = document.file_name
    return Evidence(Kind.DOCUMENT, document.file_id, document.file_unique_id, name, album), document.file_size

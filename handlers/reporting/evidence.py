"""Evidence: photos (albums too), documents and places that come with a report or while one is open."""

from telegram import Message, Update
from telegram.error import BadRequest

from handlers import help
from handlers.actions import Parts
from handlers.context import Context
from handlers.planning import documents
from handlers.rendering import render
from handlers.reporting import reports
from handlers.reporting.forms import form
from handlers.screen import Screen, send
from knowledge.language.folding import normalise
from knowledge.work.members import people
from knowledge.work.members.rights import Action, demand
from knowledge.work.reporting import evidence
from knowledge.work.reporting import reports as stored
from knowledge.work.reporting.activity import Activity, State
from knowledge.work.reporting.evidence import Evidence, Kind


async def receive(update: Update, context: Context) -> None:
    """Add what was sent to the report that it belongs to; what belongs to none may be a plan or a page of one."""
    message = update.effective_message
    if message is None:
        return
    caption = normalise(message.caption or "").strip()
    if caption:
        await reports.take(update, context, caption)
    draft = _belongs_to(context, message)
    if draft is not None:
        await _attach(update, context, message, draft)
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


async def _attach(update: Update, context: Context, message: Message, draft: Activity) -> None:
    """Attach one piece; an album is confirmed once, by its first picture."""
    piece, size = _piece(message)
    album = message.media_group_id
    is_first = not album or evidence.activity_of_album(context.connection, album) is None
    photos_before = any(one.kind is Kind.PHOTO for one in evidence.attached(context.connection, draft.id))
    added = evidence.attach(context.connection, draft.id, piece, now=context.now, size=size)
    if added and is_first:
        consent = piece.kind is Kind.PHOTO and not photos_before
        await send(update, Screen(render("reports/attached", kind=piece.kind, consent=consent)))
        if draft.state is State.DRAFT:
            await send(update, form(context, stored.find(context.connection, draft.id)))


def _belongs_to(context: Context, message: Message) -> Activity | None:
    """Return the report of the same album, or else the draft that is open."""
    if message.media_group_id:
        known = evidence.activity_of_album(context.connection, message.media_group_id)
        if known is not None:
            return stored.find(context.connection, known)
    return reports.latest(context)


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

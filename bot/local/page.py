"""The page: a chat as on a phone, driven by the same application through the stand-in for Telegram.

It answers this machine only (`bot.only_here`), so that no page elsewhere can speak through the browser.
"""

import json
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime, time, timedelta
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.local.clock import MovableClock
from bot.local.desk import Desk, refused
from bot.local.methods import ApiError
from bot.local.personas import PERSONAS
from bot.local.requests import body_of, persona_of
from bot.local.sender import File, People
from bot.local.world import World
from bot.only_here import OnlyHere
from knowledge.clock import VIET_NAM, local_date
from knowledge.documents.reading import MAX_BYTES
from knowledge.errors import UserError
from knowledge.work.reminding.working_days import WorkingDays

STATIC = Path(__file__).with_name("static")
TEXT_LIMIT = 4096
FILES_LIMIT = 60
LONGEST_STEP = timedelta(days=366)
MORNING = time(9)


class Page:
    """The page's requests."""

    def __init__(self, world: World, people: People, clock: MovableClock, desk: Desk) -> None:
        self._world = world
        self._desk = desk
        self._people = people
        self._clock = clock

    @property
    def app(self) -> Starlette:
        """The ASGI application."""
        routes = [
            Route("/", _index),
            Route("/api/start", self.start),
            Route("/api/clock", self.move_clock, methods=["POST"]),
            Route("/api/{persona}/state", self.state),
            Route("/api/{persona}/events", self.events),
            Route("/api/{persona}/say", self.say, methods=["POST"]),
            Route("/api/{persona}/edit", self.edit, methods=["POST"]),
            Route("/api/{persona}/press", self.press, methods=["POST"]),
            Route("/api/{persona}/file", self.upload, methods=["POST"]),
            Route("/files/{file_id}", self.download),
            *self._desk.routes,
            Mount("/static", StaticFiles(directory=STATIC)),
        ]
        return Starlette(routes=routes, middleware=[Middleware(OnlyHere)], exception_handlers={UserError: refused})

    async def start(self, request: Request) -> Response:
        """Say who there is, what the menu holds and what time it is."""
        people = [self._people.known(one) for one in PERSONAS]
        return JSONResponse({"personas": people, "commands": self._world.commands, "now": self._now()})

    async def state(self, request: Request) -> Response:
        """Return a chat as it is, with the version that its events go on from."""
        chat = self._world.chat(persona_of(request).telegram_id)
        shown = [self._world.shown(chat.id, number) for number in chat.messages]
        return JSONResponse({"messages": shown, "version": self._world.version(chat.id), "now": self._now()})

    async def events(self, request: Request) -> Response:
        """Stream a chat's events after a version, as server-sent events."""
        chat_id = persona_of(request).telegram_id
        after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
        if not after.isdecimal():
            raise HTTPException(400)
        return StreamingResponse(self.stream(chat_id, int(after)), media_type="text/event-stream")

    async def say(self, request: Request) -> Response:
        """Take a text."""
        text = _text(await body_of(request))
        await self._people.say(persona_of(request), text)
        return Response(status_code=204)

    async def edit(self, request: Request) -> Response:
        """Take a text in place of one that was said."""
        given = await body_of(request)
        await _existing(self._people.edit(persona_of(request), _message_id(given), _text(given)))
        return Response(status_code=204)

    async def press(self, request: Request) -> Response:
        """Take the press of a button."""
        given = await body_of(request)
        await _existing(self._people.press(persona_of(request), _message_id(given), str(given.get("data"))))
        return Response(status_code=204)

    async def upload(self, request: Request) -> Response:
        """Take a file, or several that are sent at once."""
        async with request.form(max_files=FILES_LIMIT, max_fields=2, max_part_size=MAX_BYTES) as form:
            given, caption = form.getlist("file"), str(form.get("caption") or "")
            if not given or not all(isinstance(one, UploadFile) for one in given):
                raise HTTPException(400)
            files = [
                File(one.filename or "", one.content_type or "", await one.read())
                for one in given
                if isinstance(one, UploadFile)
            ]
        if not all(0 < len(file.content) <= MAX_BYTES for file in files):
            raise HTTPException(413)
        try:
            await self._people.send_album(persona_of(request), files, caption)
        except ApiError as error:
            raise HTTPException(400) from error
        return Response(status_code=204)

    async def download(self, request: Request) -> Response:
        """Give a file: pictures to be shown, everything else to be stored."""
        stored = self._world.files.get(request.path_params["file_id"])
        if stored is None:
            raise HTTPException(404)
        if stored.mime in ("image/jpeg", "image/png"):
            return Response(stored.content, media_type=stored.mime)
        disposition = f"attachment; filename*=UTF-8''{quote(stored.name)}"
        return Response(
            stored.content, media_type="application/octet-stream", headers={"content-disposition": disposition}
        )

    async def move_clock(self, request: Request) -> Response:
        """Move the simulation's clock on by some hours, or by days to the first working morning from then on.

        Reminders come at working hours: whoever tries the page in the evening or on a Sunday sees them too.
        """
        given = await body_of(request)
        step = timedelta(**{unit: _count(given.get(unit)) for unit in ("hours", "days")})
        if not timedelta() < step <= LONGEST_STEP:
            raise HTTPException(400)
        now = self._clock()
        to = now + step
        if "days" in given:
            day = WorkingDays().on_or_after(local_date(to))
            to = datetime.combine(day, MORNING, VIET_NAM)
        self._clock.move(to - now)
        return JSONResponse({"now": self._now()})

    async def stream(self, chat_id: int, version: int) -> AsyncIterator[str]:
        """Yield a chat's events after a version as they happen."""
        while not self._world.closed:
            events, version = await self._world.events_after(chat_id, version)
            yield f"id: {version}\ndata: {json.dumps(events, ensure_ascii=False)}\n\n"

    def _now(self) -> str:
        return self._clock().astimezone(VIET_NAM).isoformat(timespec="seconds")


def _count(value: object) -> int:
    """Return a whole number of at most four digits, 0 where none is given."""
    if value is not None and (not isinstance(value, int) or not 0 <= value < 10**4):
        raise HTTPException(400)
    return value or 0


async def _existing(doing: Awaitable[None]) -> None:
    """Do something to a message; one that is not there is answered with 404."""
    try:
        await doing
    except KeyError:
        raise HTTPException(404) from None


def _message_id(given: dict[str, object]) -> int:
    number = given.get("message_id")
    if not isinstance(number, int):
        raise HTTPException(400)
    return number


async def _index(request: Request) -> Response:
    return FileResponse(STATIC / "page.html")


def _text(given: dict[str, object]) -> str:
    text = given.get("text")
    if not isinstance(text, str) or not text.strip() or len(text) > TEXT_LIMIT:
        raise HTTPException(400)
    return text

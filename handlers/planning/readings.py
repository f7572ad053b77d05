"""Reads what was sent, one sending at a time beside the loop, and shows in one message how far it is.

What is to be read are rows (`knowledge.work.plan_life.uploads`), so a stop in the middle is gone on with after the
start.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from handlers.context import App
from handlers.planning import drafts
from handlers.rendering import part, render
from handlers.screen import Screen, owed_buttons
from knowledge.confined import confined
from knowledge.database import transaction
from knowledge.documents.document import Document
from knowledge.documents.gathering import digest
from knowledge.errors import UserError
from knowledge.plans import store
from knowledge.plans.errors import PlanError
from knowledge.plans.model import Plan
from knowledge.plans.reading import read_plan_files
from knowledge.plans.store import PlanStatus
from knowledge.work import audit
from knowledge.work.audit import Change
from knowledge.work.chats import outbox
from knowledge.work.members import people
from knowledge.work.members.rights import demand_sending
from knowledge.work.plan_life import uploads
from knowledge.work.plan_life.uploads import File, Upload

_log = logging.getLogger(__name__)

HEARTBEAT = 0.5
PACE = 1.5
"""Seconds between two changes of the message that shows how far a reading is: Telegram takes about one a second."""
RETRY = timedelta(seconds=30)


class Stopped(Exception):
    """The program stops while a file is being read; it is read again after the start."""


@dataclass(slots=True)
class Stage:
    """How far a reading is; written by the reading thread, read by the loop."""

    page: int = 0
    pages: int = 0


class Readings:
    """The reader of what was sent."""

    def __init__(self, application: App, *, pace: float = PACE) -> None:
        self._application = application
        self._connection = application.bot_data.connection
        self._clock = application.bot_data.clock
        self._pace = pace
        self._stop = threading.Event()

    async def run(self) -> None:
        """Read what is due until cancelled, beginning with what a stop left unfinished."""
        uploads.recover(self._connection)
        while True:
            try:
                while await self.read_next():
                    pass
            except Exception:
                _log.exception("a file that was sent could not be read; the next one is")
            await asyncio.sleep(HEARTBEAT)

    async def read_next(self) -> bool:
        """Read the next sending that is due and show what it is; False if nothing was due."""
        upload = uploads.claim(self._connection, now=self._clock())
        if upload is None:
            return False
        try:
            screen = await self._outcome(upload)
            await self._tell(upload, screen)
        except asyncio.CancelledError:
            self._stop.set()
            uploads.put_back(self._connection, upload.id)
            raise
        uploads.finish(self._connection, upload.id)
        return True

    async def _tell(self, upload: Upload, screen: Screen) -> None:
        """Show what came of a sending; where Telegram does not answer, the outbox does it later."""
        try:
            await self._show(upload, screen)
        except TelegramError as error:
            _log.warning("sending %s: its chat is told later: %s", upload.id, error)
            buttons = owed_buttons(screen.rows)
            now = self._clock()
            outbox.owe(self._connection, upload.chat, screen.html, now=now, key=f"upload:{upload.id}", buttons=buttons)

    async def _outcome(self, upload: Upload) -> Screen:
        """Read a sending and return what is to be shown of it."""
        try:
            return await self._read(upload)
        except PlanError as error:
            return self._failed(upload, str(error), hint=True)
        except UserError as error:
            return self._failed(upload, str(error))
        except BadRequest:
            return self._failed(upload, render("documents/not_handed_out"))
        except NetworkError as error:
            _log.warning("sending %s could not be fetched: %s", upload.id, error)
            return self._later(upload)
        except Exception:
            code = secrets.token_hex(3)
            _log.exception("%s: sending %s could not be read", code, upload.id)
            return self._failed(upload, part("errors/apology", code=code))

    async def _read(self, upload: Upload) -> Screen:
        """Return the review of the plan in a sending, or the plan that the same file became before."""
        files = self._application.bot_data.files
        files.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=files) as folder:
            paths = await self._fetch_all(upload, Path(folder))
            known = store.of_file(self._connection, await asyncio.to_thread(digest, paths))
            if known is not None:
                notes = uploads.notes_on(self._connection, known.id) or ()
                uploads.became(self._connection, upload.id, known.id, notes)
                return drafts.known(known)
            document, plan = await self._watched(upload, paths)
        return self._stored(upload, document, plan)

    async def _fetch_all(self, upload: Upload, folder: Path) -> list[Path]:
        """Store the files of a sending in a folder. Raises UploadError where they fill too much of the disk."""
        paths: list[Path] = []
        for at, file in enumerate(upload.files):
            paths.append(await self._fetch(file, folder, at))
            uploads.demand_room(path.stat().st_size for path in paths)
        return paths

    async def _fetch(self, file: File, folder: Path, at: int) -> Path:
        """Store a file of a sending in a folder, each under a name of its own."""
        path = folder / (f"{at:02} {file.name}" if at else file.name)
        await (await self._application.bot.get_file(file.file_id)).download_to_drive(path)
        return path

    async def _watched(self, upload: Upload, paths: Sequence[Path]) -> tuple[Document, Plan]:
        """Read files beside the loop while the message shows the page that it is at."""
        stage = Stage()
        shown = replace(stage)
        reading = asyncio.create_task(asyncio.to_thread(self._understand, paths, stage))
        while not (await asyncio.wait({reading}, timeout=self._pace))[0]:
            if stage != shown:
                shown = replace(stage)
                await self._show(upload, Screen(render("documents/stage", upload=upload, stage=shown)))
        return reading.result()

    def _understand(self, paths: Sequence[Path], stage: Stage) -> tuple[Document, Plan]:
        def progress(page: int, pages: int) -> None:
            if self._stop.is_set():
                raise Stopped
            stage.page, stage.pages = page, pages

        return confined(read_plan_files, paths, progress=progress)

    def _stored(self, upload: Upload, document: Document, plan: Plan) -> Screen:
        """Store what was read as a draft. Raises NotAllowed, NotOfIssuer for a plan that the sender may not send."""
        demand_sending(people.find_person(self._connection, upload.official), plan.head.issuer)
        plan = replace(plan, id=store.free_id(self._connection, plan.id))
        document = replace(document, name=upload.name)
        with transaction(self._connection):
            store.save(self._connection, plan, document, now=self._clock(), status=PlanStatus.DRAFT)
            uploads.became(self._connection, upload.id, plan.id, document.notes)
            change = Change("plan.read", upload.official, plan=plan.id, after={"status": PlanStatus.DRAFT})
            audit.log(self._connection, change, now=self._clock())
        return drafts.summary(self._connection, plan.id)

    def _failed(self, upload: Upload, reason: str, *, hint: bool = False) -> Screen:
        uploads.fail(self._connection, upload.id, reason)
        return Screen(render("documents/failed", upload=upload, reason=reason, hint=hint))

    def _later(self, upload: Upload) -> Screen:
        """Let a sending that could not be fetched wait, or give it up."""
        if uploads.postpone(self._connection, upload.id, until=self._clock() + RETRY):
            return Screen(render("documents/later", upload=upload))
        return self._failed(upload, render("documents/not_handed_out"))

    async def _show(self, upload: Upload, screen: Screen) -> None:
        """Put a screen in the place of the sending's message, or send it where that cannot be edited any more."""
        bot = self._application.bot
        look = {"parse_mode": "HTML", "reply_markup": screen.keyboard}
        if upload.progress is not None:
            try:
                await bot.edit_message_text(screen.html, upload.chat, upload.progress, **look)  # type: ignore[arg-type]
                return
            except BadRequest as error:
                if "not modified" in error.message.lower():
                    return
        try:
            await bot.send_message(upload.chat, screen.html, **look)  # type: ignore[arg-type]
        except Forbidden:
            _log.info("sending %s: the chat is closed to the assistant", upload.id)

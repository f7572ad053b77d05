"""What people can do: commands and buttons, each with the least role that may."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Update

from handlers.context import Context
from handlers.rendering import label
from handlers.screen import Stale
from knowledge.work.members.officials import OfficialRole

OnCommand = Callable[[Update, Context], Coroutine[Any, Any, None]]
OnButton = Callable[[Update, Context, "Parts"], Coroutine[Any, Any, str | None]]
"""What a button does; words that it returns are shown over the chat for a moment."""
LONGEST_NUMBER = 16
"""Digits of a number in callback data; a longer one was not written by this program."""


class Parts:
    """A button's callback data behind its prefix, taken apart. What does not read as it should is a stale button."""

    def __init__(self, data: str) -> None:
        self._parts = data.split(":")[1:]

    def __len__(self) -> int:
        return len(self._parts)

    def word(self, place: int) -> str:
        """Return a part. Raises Stale without it."""
        if place >= len(self._parts):
            raise Stale
        return self._parts[place]

    def number(self, place: int) -> int:
        """Return a part that is a number from 0. Raises Stale for anything else."""
        word = self.word(place)
        if not word.isdecimal() or len(word) > LONGEST_NUMBER:
            raise Stale
        return int(word)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name without the slash, what it does, who may, whether the menu lists it.

    Those for `strangers` are open to whoever is not registered, those `in_groups` to everybody in an admitted group.
    """

    name: str
    does: OnCommand
    least: OfficialRole = OfficialRole.OFFICER
    listed: bool = True
    strangers: bool = False
    in_groups: bool = False

    @property
    def description(self) -> str:
        """What the menu says of it."""
        return label("command", name=self.name)


@dataclass(frozen=True, slots=True)
class Press:
    """A kind of button: the first part of its callback data, what it does with the other parts, who may and where."""

    prefix: str
    does: OnButton
    least: OfficialRole = OfficialRole.OFFICER
    in_groups: bool = False

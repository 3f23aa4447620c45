"""What has to wait: one key for the other, and a screen for the work of a thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import WorkerCancelled, get_current_worker

OFTEN = 0.15
"""Seconds between two looks at how far a work is."""


class Heard(Message):
    """Goes through the queues behind a key, or to a new screen: when it is back, all before it has been heard."""


class Patient(App[None]):
    """An app that hands a key on when the one before has done what it does.

    Textual hands all keys on as they come. Those typed in one breath, or that a slow line brings in one packet, would
    be heard by a screen that the first of them leaves, or before the line is there that they were typed for.
    """

    def __init__(self, driver_class: type[Driver] | None = None, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._typed: deque[events.Key] = deque()
        self._hearing: dict[Heard, MessagePump] = {}

    @on(events.Mount)
    def _mind_new_screens(self) -> None:
        # a screen that another has given way to may still have to be built
        self.screen_change_signal.subscribe(self, self._follow, immediate=True)

    async def on_event(self, event: events.Event) -> None:
        """Keys of the terminal wait for their turn; those from a screen, as all else, are heard at once."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            await self._hand_on()
        else:
            await super().on_event(event)

    @on(Heard)
    async def _heard(self, message: Heard) -> None:
        self._hearing.pop(message, None)
        await self._hand_on()

    async def _hand_on(self) -> None:
        # while the app ends there is no screen any more
        while self._typed and self.screen_stack and not self._waiting:
            key = self._typed.popleft()
            hears = self.focused or self.screen
            await super().on_event(key)
            # what has done something of its own accord may have given the focus away
            self._follow(hears if key.is_forwarded else self.focused or self.screen)

    def _follow(self, hears: MessagePump) -> None:
        message = Heard()
        if hears.post_message(message):
            self._hearing[message] = hears

    @property
    def _waiting(self) -> bool:
        """Whether something has not heard all yet; what has gone never will."""
        return any(hears.is_attached for hears in self._hearing.values())


class Telling:
    """Says how far a worker is, from time to time, and ends it when nobody waits for it any more. Made in its thread."""

    def __init__(self, say: Callable[[int, int], object] = lambda done, total: None) -> None:
        self._worker = get_current_worker()
        self._say = say
        self._said = monotonic()

    def __call__(self, done: int, total: int) -> None:
        """So many of `total` are done: say it now and then, and end the work if nobody waits for it."""
        self.end_if_left()
        if done < total and monotonic() - self._said > OFTEN:
            self._said = monotonic()
            self._say(done, total)

    def end_if_left(self) -> None:
        """Raise WorkerCancelled if nobody waits for it."""
        if self._worker.is_cancelled:
            raise WorkerCancelled

"""One key after the other, however fast they are typed."""

from __future__ import annotations

from collections import deque

from textual import events, on
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.message_pump import MessagePump

from quietread.ui import messages


class Heard(Message):
    """Follows a key, or a way that was gone, through the queues: when it comes back to the app, that has been heard."""


class Patient(App[None]):
    """An app that hands a key on when the one before has done what it does.

    Textual hands all keys on as they come: a widget hears them, then its screen, then the app, which does what is bound.
    Keys typed in one breath, or that a slow line brings in one packet, are heard by a screen that the first of them
    leaves, or before the line or the labels are there that they were typed for.
    """

    def __init__(self, driver_class: type[Driver] | None = None, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._typed: deque[events.Key] = deque()
        self._expected: dict[Message, MessagePump] = {}

    def expect(self, message: Message, sender: MessagePump) -> None:
        """Hand no key on until this has come; from a screen or a widget that has gone it will not come."""
        self._expected[message] = sender

    def post_message(self, message: Message) -> bool:
        """Take a message; a way that is asked for is expected from now on."""
        if isinstance(message, messages.Way):
            self.expect(message, self)
        return super().post_message(message)

    async def on_event(self, event: events.Event) -> None:
        """Keys of the terminal wait for their turn; what comes from a screen, as all else, is heard at once."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed.append(event)
            await self._hand_on()
        else:
            await super().on_event(event)

    @on(messages.Way)
    def gone(self, way: messages.Way) -> None:
        """What was asked for has been done; the screen that came of it may still have to be built."""
        self._expected.pop(way, None)
        if self.screen_stack:
            self._follow(self.screen)

    @on(Heard)
    async def heard(self, message: Heard) -> None:
        """It is the next key's turn."""
        self._expected.pop(message, None)
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
            self.expect(message, hears)

    @property
    def _waiting(self) -> bool:
        return any(sender is self or sender.is_attached for sender in self._expected.values())

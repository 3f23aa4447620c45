"""Opening the full screen: the first ink, the signals, and what is said when it closes."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

from quietread import ink
from quietread.core.picture import picture
from quietread.core.theme import sgr
from quietread.core.view import View
from quietread.desk import Desk
from quietread.start import look_at_terminal, terminal_name, to_ask

if TYPE_CHECKING:
    from quietread.listening import Listening
    from quietread.ui.app import Quietread

FAULT = 1
"""Textual's own return code for an app that ended with an exception."""


def open_screen(
    desk: Desk, view: View | None, environ: Mapping[str, str], *, welcome: bool, over: str = ""
) -> int:
    """Read `view`, or choose from the shelf for None, until the reader leaves; the exit status.

    `over`: the screen that opens over the shelf instead, `map` around what is in `view`.
    """
    _on_end(_stop)
    listening, question = _question(desk, environ)
    page = "" if view is None or welcome or over else _first_page(desk, view, environ)
    with ink.Ink(page, question) as standing:
        if desk.look.theme.kind != "ansi":
            # set but empty, or overruled by --theme: Textual would still turn everything grey
            os.environ.pop("NO_COLOR", None)
        from quietread.ui.app import Quietread

        if listening is not None and page:
            listening.take()
        elif listening is not None:
            listening.wait()
            for problem in look_at_terminal(desk, environ, listening.answers):
                print(f"quietread: {problem}", file=sys.stderr)  # noqa: T201
            view = view._replace(manner=desk.manner) if view else None
        driver = None
        track = desk.settled.settings.track
        if os.name == "posix" and (page or listening or track):
            from quietread.ui.takeover import takeover

            driver = takeover(standing, listening, track=track)
        return _run(Quietread(desk, view, welcome=welcome, over=over, driver=driver))


def _run(app: Quietread) -> int:
    if os.environ.get("QUIETREAD_DEBUG") != "1":
        from rich.console import Console

        # Textual's report of a fault shows local variables: what one reads is nobody's business
        app.error_console = Console(file=io.StringIO())
        # and one in a thread would be written across the page; the store says what becomes of the marks
        threading.excepthook = lambda _: None
    _on_end(partial(_exit, app))
    app.run(mouse=app.desk.settled.settings.mouse)
    if app.return_code == FAULT:
        print(  # noqa: T201
            "quietread: stopped by a fault of its own; your place and marks are kept. "
            "QUIETREAD_DEBUG=1 shows what it was",
            file=sys.stderr,
        )
    return app.return_code or 0


def _first_page(desk: Desk, view: View, environ: Mapping[str, str]) -> str:
    """The bytes that draw what Textual will draw first, "" where that cannot be foretold."""
    theme, depth = desk.look.theme, desk.look.depth
    if not ink.possible(environ, depth=depth, track=desk.settled.settings.track):
        return ""
    return ink.paint(picture(view), view.cols, lambda words: f"\x1b[0;{sgr(theme.look(words), depth)}m")


def _question(desk: Desk, environ: Mapping[str, str]) -> tuple[Listening | None, bytes]:
    """Who listens for the terminal's answers, and what it is asked, b"" if nothing."""
    wanted = to_ask(desk, environ) if ink.terminals() else frozenset()
    if not wanted:
        return None, b""
    from quietread.listening import Listening, question

    name = terminal_name(environ)
    return Listening(wanted, partial(desk.progress.save_told, name)), question(wanted)


def screen_size(environ: Mapping[str, str]) -> tuple[int, int]:
    """Columns and rows as Textual will find them: COLUMNS and LINES first, then the terminal."""
    told = [environ.get(name, "") for name in ("COLUMNS", "LINES")]
    cols, rows = (int(one) if one.isdigit() else 0 for one in told)
    if not (cols and rows):
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1)
        except (OSError, ValueError):
            size = os.terminal_size((80, 24))
        cols, rows = cols or size.columns or 80, rows or size.lines or 24
    return cols, rows


def _on_end(handler: Callable[[int, FrameType | None], None]) -> None:
    """Call this when the process is to end, or its terminal is gone."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handler)


def _stop(number: int, frame: FrameType | None) -> None:
    """End as from within: the terminal is left whole."""
    raise SystemExit(128 + number)


def _exit(app: Quietread, number: int, frame: FrameType | None) -> None:
    """End as q would: an exception in the midst of its loop would leave the terminal to its modes."""
    from asyncio import get_running_loop

    try:
        loop = get_running_loop()
    except RuntimeError:
        _stop(number, frame)
    else:
        loop.call_soon_threadsafe(app.exit, None, 128 + number)

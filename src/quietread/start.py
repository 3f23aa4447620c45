"""Everything that is settled before anything is shown: settings, keys, the terminal, the desk."""

from __future__ import annotations

import os
from collections.abc import Mapping

from quietread.core.settings import over_ssh
from quietread.core.terminal import ASKED, BACKGROUND, DASH, Terminal
from quietread.desk import Desk
from quietread.options import Options, settled_for


def desk_for(options: Options, environ: Mapping[str, str]) -> tuple[Desk, tuple[str, ...]]:
    """The reader's desk, and what is to be said before the start, a line each."""
    found = settled_for(options, environ)
    desk = Desk(found.folders, found.settled, look=Terminal(ssh=over_ssh(environ)))
    if found.keymap is not None:
        desk.keymap = found.keymap
    return desk, found.problems


def look_at_terminal(
    desk: Desk, environ: Mapping[str, str], told: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Settle how this terminal is drawn on; what is wrong with the theme, a line each.

    `told`: what it has just said of itself, which goes before what is remembered of it.
    """
    from quietread.core.terminal import choose, depth
    from quietread.storage.config import theme_asked, theme_named

    settings, origins = desk.settled.settings, desk.settled.origins
    colours = depth(environ, windows=os.name == "nt")
    told = {**desk.progress.told(terminal_name(environ), ASKED), **(told or {})}
    by_flag = origins.get("theme") in ("--theme", "--set")
    name = choose(
        settings.theme if by_flag else "",
        environ,
        "" if by_flag else settings.theme,
        told.get(BACKGROUND, ""),
        colours,
    )
    if name == settings.theme:
        theme, problems = theme_asked(desk.settled, desk.folders.themes)
    else:
        theme, problems = theme_named(name, desk.folders.themes)
    if theme is None:
        name = choose("", environ, "", "", colours)
        theme, _ = theme_named(name, desk.folders.themes)
    wide = settings.ambiguous == "wide" or (settings.ambiguous == "auto" and told.get(DASH) == "wide")
    colour = not environ.get("NO_COLOR") and colours in ("truecolor", "256")
    found = desk.look._replace(depth=colours, narrow=not wide, colour=colour)
    desk.look = found._replace(theme=theme) if theme else found
    return problems


def to_ask(desk: Desk, environ: Mapping[str, str]) -> frozenset[str]:
    """What this terminal has to be asked before the start: what matters here, and is not known of it.

    Over SSH nothing: what is answered too late would have to be waited for.
    """
    settings, look = desk.settled.settings, desk.look
    wanted = {BACKGROUND} if settings.theme == "auto" and look.colour else set()
    if settings.ambiguous == "auto":
        wanted.add(DASH)
    if not wanted or look.ssh or look.depth == "none" or "TEXTUAL_DRIVER" in environ:
        return frozenset()
    return frozenset(wanted - desk.progress.told(terminal_name(environ), ASKED).keys())


def terminal_name(environ: Mapping[str, str]) -> str:
    """What a terminal's answers are remembered by."""
    return f"{environ.get('TERM_PROGRAM', '')} {environ.get('TERM', '')}".strip()

"""The command about themes."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from quietread.core.colour import depth
from quietread.core.theme import Theme, check, sgr
from quietread.desk import Desk
from quietread.storage.themes import load_themes
from quietread.telling import tell

SWATCH = (
    ("text", "Aa "),
    ("muted", "Aa "),
    ("soft", "Aa "),
    ("accent", "Aa "),
    ("tint", " kept "),
    ("mark", " ▌"),
    ("swell_lo", "▃"),
    ("swell_hi", "▆█"),
)


def themes(desk: Desk, arguments: Namespace) -> int:
    """Every theme, with a swatch where there are colours; with --check what misses its contrast."""
    found, problems = load_themes(desk.folders.themes)
    if arguments.check:
        missed = [f"{name}: {line}" for name, theme in found.items() for line in check(theme)]
        for line in (*problems, *missed):
            print(line)  # noqa: T201
        return 1 if problems or missed else 0
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = max(map(len, found))
    for name, theme in found.items():
        swatch = "  " + _swatch(theme) if coloured and theme.kind != "ansi" else ""
        print(f"{name:<{width}}  {theme.kind:<5}{swatch}")  # noqa: T201
    tell(*problems)
    return 0


def _swatch(theme: Theme) -> str:
    colours = depth(os.environ, windows=os.name == "nt")
    if colours not in ("truecolor", "256"):
        return ""
    styles = [(theme.colour(one) if one.startswith("swell") else one, text) for one, text in SWATCH]
    return "".join(f"\x1b[0;{sgr(theme.look(style), colours)}m{text}" for style, text in styles) + "\x1b[0m"

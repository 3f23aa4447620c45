"""The themes one can change to while reading."""

from __future__ import annotations

from functools import cached_property

from quietread.core.theme import Theme, check
from quietread.desk import Desk


class Wardrobe:
    """Every theme there is for this terminal, read when it is first asked for."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """By name; one without colours only where there are none."""
        from quietread.storage.themes import load_themes

        found, _ = load_themes(self._desk.folders.themes)
        return {name: theme for name, theme in found.items() if theme.kind != "ansi"}

    def beside(self, step: int) -> str:
        """The name of the theme `step` further in the list, round and round."""
        names, worn = list(self.themes), self._desk.look.theme.name
        here = names.index(worn) if worn in names else -1
        return names[(here + step) % len(names)]

    def wear(self, name: str) -> str:
        """Another theme, remembered; what to say of it. KeyError: there is none of that name."""
        desk = self._desk
        if not desk.look.colour:
            return "no colour here (NO_COLOR)"
        desk.look = desk.look._replace(theme=self.themes[name])
        desk.remember("theme", name)
        faint = " · too faint somewhere: quietread themes --check" if check(desk.look.theme) else ""
        return f"theme: {name}{faint}"

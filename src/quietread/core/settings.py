"""The settings in force and their defaults. What each may be stands in `settings_table`."""

from __future__ import annotations

from typing import NamedTuple


class Settings(NamedTuple):
    """The settings in force. The key `pause.kind` is the field `pause_kind`; the defaults stand here."""

    measure: int = 66
    overlap: int = 2
    airy: bool = False
    focus: bool = False
    status: bool = True
    track: bool = False
    mouse: bool = False
    echo: bool = True
    split: int = 400
    theme: str = "auto"
    motion: str = "auto"
    plain: bool | str = "auto"
    ambiguous: str = "auto"
    library: tuple[str, ...] = ()
    marks_dir: str = ""
    slug: str = "name"
    pause_kind: str = "moving"
    pause_preset: str | tuple[float, ...] = "easy"
    pause_breaths: int = 1
    pause_words: str = "breathe"
    pause_shape: str = "swell"
    pause_after: str = "go"
    pause_fps: int = 20

    @property
    def hashed(self) -> bool:
        """Whether the names of new marks files are to tell nothing of what is read."""
        return self.slug == "hash"

    @property
    def still(self) -> bool:
        """Whether nothing may move: no fades, no moving breath."""
        return self.track or self.motion == "still"

    @property
    def pause(self) -> str:
        """The form the pause takes: `moving`, `still` or `none`. Stillness never takes a pause away."""
        return "still" if self.still and self.pause_kind == "moving" else self.pause_kind

    @property
    def waits(self) -> bool:
        """Whether the pause stays until a key is pressed."""
        return self.pause_after == "wait" or self.pause == "still"

"""The settings in force: flags over environment over the reader's file over the defaults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import Any, NamedTuple

from quietread.core.toml import Written
from quietread.errors import SettingError


class Settings(NamedTuple):
    """The settings and their defaults. The key `pause.kind` is the field `pause_kind`."""

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
        """Whether names of new marks files tell nothing of what is read."""
        return self.slug == "hash"

    @property
    def still(self) -> bool:
        """Whether nothing may move: no fades, no moving breath."""
        return self.track or self.motion == "still"

    @property
    def pause(self) -> str:
        """`moving`, `still` or `none`. Stillness never takes a pause away."""
        return "still" if self.still and self.pause_kind == "moving" else self.pause_kind

    @property
    def waits(self) -> bool:
        """Whether the pause stays until a key is pressed."""
        return self.pause_after == "wait" or self.pause == "still"


class Settled(NamedTuple):
    """The settings, where each came from, and what could not be obeyed."""

    settings: Settings = Settings()
    origins: Mapping[str, str] = {}
    """Key -> the file, `--set`, `--measure`, `QUIETREAD_MOTION`, `SSH`; without one it is the default."""
    problems: tuple[str, ...] = ()
    """A line each, to be said before the start; none ends it."""
    config: Written = Written()
    """What the reader's file says, [keys] among it."""


def settle(
    config: Written | None = None,
    flags: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    sets: Sequence[str] = (),
) -> Settled:
    """Settle every key, the highest first: `flags`, `sets`, `environ`, `config`, the default.

    `flags` maps keys to what their own flag was given, None for one that was not used. `sets` are arguments
    of `--set`: `KEY=VALUE`, the value in TOML or as bare text. `[keys]` are left to `core.keys`.
    """
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    problems: list[str] = []
    environ = environ or {}
    config = config or Written()
    motion = environ.get("QUIETREAD_MOTION", "")
    if motion and motion.lower() not in _MOTIONS:
        problems.append(_line(f'"{motion}" is not allowed: moving or still', path="QUIETREAD_MOTION"))
    for key, given, origin in _asked(config, environ, sets, flags or {}):
        in_file = origin == config.path
        try:
            value = _checked(key, given, typed=origin.startswith("--") and isinstance(given, str))
        except SettingError as error:
            line = config.line(key) if in_file else None
            named = None if origin == f"--{key}" else key
            problems.append(_line(error.message, path=origin, line=line, key=named))
            continue
        if in_file and key in ("library", "marks_dir"):
            values[key] = _anchored(value, PurePath(origin).parent)
        else:
            values[key.replace(".", "_")] = tuple(value) if isinstance(value, list) else value
        origins[key] = origin
    if over_ssh(environ) and "pause.fps" not in origins:
        values["pause_fps"], origins["pause.fps"] = 10, "SSH"
    return Settled(Settings(**values), origins, tuple(problems), config)


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


_MOTIONS = {"moving": "moving", "still": "still", "none": "still"}


def _asked(
    config: Written, environ: Mapping[str, str], sets: Iterable[str], flags: Mapping[str, Any]
) -> Iterator[tuple[str, Any, str]]:
    """Key, value and origin of all that is said, the lowest first."""
    for key, value in config.data.items():
        if key == "pause" and isinstance(value, dict):
            yield from ((f"pause.{inner}", one, config.path) for inner, one in value.items())
        elif key != "keys":
            yield key, value, config.path
    if environ.get("QUIETREAD_MARKS"):
        yield "marks_dir", environ["QUIETREAD_MARKS"], "QUIETREAD_MARKS"
    if environ.get("QUIETREAD_PLAIN", "") not in ("", "0"):
        yield "plain", True, "QUIETREAD_PLAIN"
    motion = _MOTIONS.get(environ.get("QUIETREAD_MOTION", "").lower())
    if motion:
        yield "motion", motion, "QUIETREAD_MOTION"
    elif environ.get("REDUCED_MOTION", "") not in ("", "0"):
        yield "motion", "still", "REDUCED_MOTION"
    elif environ.get("TEXTUAL_ANIMATIONS", "").lower() in ("none", "basic"):
        yield "motion", "still", "TEXTUAL_ANIMATIONS"
    for text in sets:
        key, equals, value = (part.strip() for part in text.partition("="))
        yield key, value if equals else None, "--set"
    yield from ((key, value, f"--{key}") for key, value in flags.items() if value is not None)


def _checked(key: str, value: object, *, typed: bool) -> Any:
    """The value, if it is allowed. What was `typed` in a shell is TOML if that fits, else bare text."""
    from quietread.core.settings_table import TABLE

    if value is None:
        raise SettingError("KEY=VALUE is wanted, like measure=60")
    if key not in TABLE:
        raise SettingError(_unknown(key, value, TABLE))
    setting, bare = TABLE[key], value
    if typed:
        from quietread.core.toml import read_toml

        with suppress(ValueError):
            value = read_toml(f"value = {bare}")["value"]
    if setting.fits(value):
        return value
    if typed and setting.fits(bare):
        return bare
    raise SettingError(f"{_shown(value)} is not allowed: {setting.allowed}")


def _anchored(value: Any, home: PurePath) -> Any:
    """Folders in the file are counted from the file, or marks would be scattered by where one stands."""
    if isinstance(value, list):
        return tuple(_anchored(one, home) for one in value)
    return value if value == "" or value.startswith("~") else str(home / value)


def _unknown(key: str, value: object, known: Iterable[str]) -> str:
    if key == "pause":
        return "a table is wanted: [pause], and under it kind, preset and the others"
    if isinstance(value, dict):
        return "no such table: [pause] and [keys] are the only ones"
    from difflib import get_close_matches

    last = key.lower().rpartition(".")[2]
    near = [one for one in known if one.rpartition(".")[2] == last]
    near += get_close_matches(key.lower(), known, 1)
    near += [one for one in known if get_close_matches(last, [one.rpartition(".")[2]])]
    return (
        f"no such setting; {f'the nearest is {near[0]}' if near else 'quietread config --default lists all'}"
    )


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return text if len(text) <= 40 else text[:39] + "…"


def _line(message: str, *, path: str, line: int | None = None, key: str | None = None) -> str:
    """An error on one line that a terminal can only show, whatever was written."""
    from quietread.core import text

    return text.line(str(SettingError(message, path=path, line=line, key=key)))

"""The settings in force and their defaults. What each may be stands in `settings_table`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from quietread.core.toml import Written
from quietread.errors import SettingError

if TYPE_CHECKING:
    from quietread.core.settings_table import Setting


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


_FOLDERS = ("library", "marks_dir")


class Settled(NamedTuple):
    """The settings, where each came from, and what could not be obeyed."""

    settings: Settings = Settings()
    origins: Mapping[str, str] = {}
    """Key -> the file, `--set`, `--measure`, `QUIETREAD_MOTION`, `SSH`. A key not here has its default."""
    problems: tuple[str, ...] = ()
    """One line each, to be said before the start; none of them ends it."""
    config: Written = Written()
    """What the reader's file says, [keys] among it."""


def settle(
    config: Written | None = None,
    flags: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    sets: Sequence[str] = (),
) -> Settled:
    """Settle every key, the highest first: `flags`, `sets`, `environ`, `config`, the default.

    `config` is what the reader's file says. `flags` maps keys to what their own flag was given, None for
    a flag that was not used. `sets` are the arguments of `--set`, `KEY=VALUE` each: the value in TOML or
    as bare text. The file's `[keys]` are left to `core.keys`.
    """
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    problems: list[str] = []
    environ = environ or {}
    config = config or Written()
    layers = (
        _from_config(config, problems),
        _from_environment(environ, problems),
        _from_sets(sets, problems),
        _from_flags(flags or {}, problems),
    )
    for layer in layers:
        for key, value, origin in layer:
            values[key] = tuple(value) if isinstance(value, list) else value
            origins[key] = origin
    if over_ssh(environ) and "pause.fps" not in values:
        values["pause.fps"], origins["pause.fps"] = 10, "SSH"
    fields = {key.replace(".", "_"): value for key, value in values.items()}
    return Settled(Settings(**fields), origins, tuple(problems), config)


def over_ssh(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is at the other end of an SSH connection."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


_Layer = Iterator[tuple[str, Any, str]]


def _from_config(config: Written, problems: list[str]) -> _Layer:
    for key, value in _flat(config.data):
        try:
            yield key, _anchored(key, _checked(_setting(key, value), value), config.path), config.path
        except SettingError as error:
            line = config.line(key)
            problems.append(_line(SettingError(error.message, path=config.path, line=line, key=key)))


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Dotted keys and values; a table is opened only where the table of settings has one."""
    for key, value in data.items():
        if key == "keys":
            continue
        if key == "pause" and isinstance(value, dict):
            yield from ((f"pause.{inner}", one) for inner, one in value.items())
        else:
            yield key, value


def _from_environment(environ: Mapping[str, str], problems: list[str]) -> _Layer:
    if environ.get("QUIETREAD_MARKS"):
        yield "marks_dir", environ["QUIETREAD_MARKS"], "QUIETREAD_MARKS"
    if environ.get("QUIETREAD_PLAIN", "") not in ("", "0"):
        yield "plain", True, "QUIETREAD_PLAIN"
    asked = environ.get("QUIETREAD_MOTION", "").lower()
    if asked in ("moving", "still", "none"):
        yield "motion", "moving" if asked == "moving" else "still", "QUIETREAD_MOTION"
        return
    if asked:
        problems.append(
            _line(SettingError(f'"{asked}" is not allowed: moving or still', path="QUIETREAD_MOTION"))
        )
    if environ.get("REDUCED_MOTION", "") not in ("", "0"):
        yield "motion", "still", "REDUCED_MOTION"
    elif environ.get("TEXTUAL_ANIMATIONS", "").lower() in ("none", "basic"):
        yield "motion", "still", "TEXTUAL_ANIMATIONS"


def _from_sets(sets: Sequence[str], problems: list[str]) -> _Layer:
    for text in sets:
        key, equals, raw = (part.strip() for part in text.partition("="))
        try:
            if not equals:
                raise SettingError("KEY=VALUE is wanted, like measure=60")
            yield key, _given(_setting(key, raw), raw), "--set"
        except SettingError as error:
            problems.append(_line(SettingError(error.message, path="--set", key=key)))


def _from_flags(flags: Mapping[str, Any], problems: list[str]) -> _Layer:
    for key, value in flags.items():
        if value is None:
            continue
        flag = f"--{key}"
        try:
            setting = _setting(key, value)
            yield key, _given(setting, value) if isinstance(value, str) else _checked(setting, value), flag
        except SettingError as error:
            problems.append(_line(SettingError(error.message, path=flag)))


def _setting(key: str, value: object) -> Setting:
    from quietread.core.settings_table import TABLE

    if key not in TABLE:
        raise SettingError(_unknown(key, value, TABLE))
    return TABLE[key]


def _checked(setting: Setting, value: object) -> object:
    if not setting.fits(value):
        raise SettingError(f"{_shown(value)} is not allowed: {setting.allowed}")
    return value


def _given(setting: Setting, raw: str) -> object:
    """What was typed in a shell: TOML if that fits, else the bare text."""
    from quietread.core.toml import read_toml

    try:
        value = read_toml(f"value = {raw}")["value"]
    except ValueError:
        value = raw
    return raw if setting.fits(raw) and not setting.fits(value) else _checked(setting, value)


def _anchored(key: str, value: Any, path: str) -> Any:
    """Folders in the file are counted from the file, or marks would be scattered by where one stands."""
    if key not in _FOLDERS or not value:
        return value
    if isinstance(value, str):
        return value if value.startswith("~") else str(PurePath(path).parent / value)
    return [_anchored(key, one, path) for one in value]


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
    if near:
        return f"no such setting; the nearest is {near[0]}"
    return "no such setting; quietread config --default lists all"


def _shown(value: object) -> str:
    text = (
        str(value).lower()
        if isinstance(value, bool)
        else f'"{value}"'
        if isinstance(value, str)
        else str(value)
    )
    return text if len(text) <= 40 else text[:39] + "…"


def _line(error: SettingError) -> str:
    """The error on one line that a terminal can only show, whatever a file or an argument held."""
    from quietread.core.text import line

    return line(str(error))

"""The folders, looked up and never created; what files are called in them, and how a path is shown.

`XDG_DATA_HOME` and its sisters are obeyed on every system. Where they are silent, Linux has the defaults of
that specification, since to import platformdirs costs a tenth of the time to the first text; others ask it.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import NamedTuple

APP = "quietread"
SUFFIXES = (".md", ".markdown", ".txt")
"""What the names of essays end in."""
_DEFAULTS = {"data": ".local/share", "state": ".local/state", "cache": ".cache", "config": ".config"}
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}


class Folders(NamedTuple):
    """Where everything of the reader's is kept. None of it needs to exist."""

    data: Path
    state: Path
    cache: Path
    config: Path
    runtime: Path | None = None
    """Our part of `XDG_RUNTIME_DIR` if that is a folder of this user's, else None."""

    @property
    def essays(self) -> Path:
        """The reader's own essays."""
        return self.data / "essays"

    @property
    def themes(self) -> Path:
        """The reader's own themes."""
        return self.config / "themes"

    @property
    def settings(self) -> Path:
        """The file the reader writes settings into."""
        return self.config / "config.toml"

    @property
    def local(self) -> Path:
        """What belongs to this machine and is never synced: backups, recovery, places."""
        return self.state / "local"

    @property
    def progress(self) -> Path:
        """Places and reading history (SQLite)."""
        return self.local / "progress.db"

    @property
    def locks(self) -> Path:
        """Lock files: never in a folder that is synced, nor one that others can write to."""
        return self.runtime or self.local / "locks"

    @property
    def library(self) -> Path:
        """The disposable cache of the library (SQLite)."""
        return self.cache / "library.db"

    def marks(self, chosen: str = "") -> Path:
        """The marks folder: `chosen` (the setting `marks_dir`) or our own."""
        return Path(chosen).expanduser().absolute() if chosen else self.data / "marks"


def folders(environ: Mapping[str, str] = os.environ) -> Folders:
    """All folders, by the environment."""
    return Folders(**{kind: _base(kind, environ) for kind in _DEFAULTS}, runtime=_runtime(environ))


def _base(kind: str, environ: Mapping[str, str]) -> Path:
    told = Path(environ.get(f"XDG_{kind.upper()}_HOME", ""))
    if told.is_absolute():  # the specification has relative ones ignored
        return told / APP
    if sys.platform == "linux":
        return Path.home() / _DEFAULTS[kind] / APP
    from platformdirs import PlatformDirs

    return Path(getattr(PlatformDirs(APP, appauthor=False), f"user_{kind}_dir"))


def _runtime(environ: Mapping[str, str]) -> Path | None:
    told = Path(environ.get("XDG_RUNTIME_DIR", ""))
    if not told.is_absolute() or sys.platform == "win32":
        return None
    try:
        found = told.stat()
    except OSError:
        return None
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
    return told / APP if ours else None


def bundled(kind: str) -> Path:
    """The folder of `essays` or `themes` that ships with quietread. Raises FileNotFoundError without it."""
    installed = Path(__file__).parents[1] / kind
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[3]
    # the guard keeps an installed copy from adopting some stranger's folder of the same name
    if (checkout / "pyproject.toml").is_file() and (checkout / kind).is_dir():
        return checkout / kind
    raise FileNotFoundError(f"quietread was installed without its {kind}")


def shown(path: str | os.PathLike[str]) -> str:
    """A path on one line, with nothing in it that a terminal obeys."""
    text = os.fspath(path)
    if text.isascii() and text.isprintable():
        return text
    from quietread.core.text import line

    return line(os.fsencode(text).decode("utf-8", "replace"))


def numbered(name: str) -> Iterator[str]:
    """The name, then `name-2`, `name-3` and so on."""
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def file_name(slug: str) -> str:
    """The name of a marks file without its ending: a label for people that any system can hold."""
    name = re.sub(r"[^\w.-]+", "-", slug).strip(".-")[:80] or "essay"
    return f"{name}-essay" if name.split(".")[0].lower() in _DEVICES else name


def first_path(folder: Path, slug: str, id: str, *, hashed: bool) -> Path:  # noqa: A002
    """Where the marks of an essay are if no other had the name first and nobody has renamed the file.

    `hashed`: the name tells nothing of what is read.
    """
    if hashed:
        from hashlib import sha256

        slug = f"essay-{sha256(id.encode()).hexdigest()[:8]}"
    return folder / f"{file_name(slug)}.toml"


def free_path(first: Path) -> Path:
    """That path, or one like it that no file has. Ask while holding the folder's lock."""
    paths = (first.with_name(f"{name}.toml") for name in numbered(first.stem))
    return next(path for path in paths if not os.path.lexists(path))

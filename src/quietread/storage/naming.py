"""What marks files are called: a label for people, no more; whose they are stands inside."""

from __future__ import annotations

import re
from pathlib import Path

_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")


def file_name(slug: str) -> str:
    """The name of a marks file without its ending: any system can hold it."""
    name = re.sub(r"[^\w.-]+", "-", slug).strip(".-")[:80] or "essay"
    return f"{name}-essay" if _DEVICES.fullmatch(name.split(".")[0]) else name


def free_path(folder: Path, slug: str) -> Path:
    """A path no other file has, for the marks of the essay `slug`. Ask while holding the folder's lock."""
    name, n = file_name(slug), 1
    while (path := folder / f"{name}{f'-{n}' if n > 1 else ''}.toml").exists() or path.is_symlink():
        n += 1
    return path

"""What marks files are called: a label for people, no more; whose they are stands inside."""

from __future__ import annotations

import re
from pathlib import Path

_DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)")


def file_name(slug: str) -> str:
    """The name of a marks file without its ending: any system can hold it."""
    name = re.sub(r"[^\w.-]+", "-", slug).strip(".-")[:80] or "essay"
    return f"{name}-essay" if _DEVICES.fullmatch(name.split(".")[0]) else name


def first_path(folder: Path, slug: str, id: str, *, hashed: bool) -> Path:  # noqa: A002
    """Where the marks of an essay are if no other essay had the name first and nobody has renamed the file.

    `hashed`: the name tells nothing of what is read.
    """
    if hashed:
        from hashlib import sha256

        slug = f"essay-{sha256(id.encode()).hexdigest()[:8]}"
    return folder / f"{file_name(slug)}.toml"


def free_path(first: Path) -> Path:
    """That path, or one like it that no other file has. Ask while holding the folder's lock."""
    path, n = first, 1
    while path.exists() or path.is_symlink():
        n += 1
        path = first.with_name(f"{first.stem}-{n}.toml")
    return path

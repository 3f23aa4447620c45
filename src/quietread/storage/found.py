"""What the store has found out and the reader may want to look at; kept until accepted or dismissed."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from quietread.storage.blocks import Block
from quietread.storage.document import Document
from quietread.storage.events import ODD, OPEN_TO_OTHERS, Finding
from quietread.storage.tables import odd_keys


def odd(essay: str, path: Path, document: Document) -> Iterable[Finding]:
    """Marks of a file with values of the wrong kind; they are shown as far as they make sense."""
    line, tables = 1, iter(zip(document.ids, document.tables, strict=True))
    for block in document.blocks:
        if block.name == "mark" and block.array:
            id_, table = next(tables)
            keys = odd_keys(table)
            if keys:
                words = f"{path.name}: in this mark {_listed(keys)} not of the right kind"
                yield Finding(ODD, essay, (id_,), words, str(path), line + _lead(block), 1)
        line += block.text.count("\n")


def _lead(block: Block) -> int:
    """Lines of a block before its header."""
    lines = block.text.split("\n")
    return next((n for n, text in enumerate(lines) if text.lstrip().startswith("[[")), 0)


def _listed(keys: list[str]) -> str:
    if len(keys) == 1:
        return f"“{keys[0]}” is"
    return ", ".join(f"“{key}”" for key in keys[:-1]) + f" and “{keys[-1]}” are"


def open_to_others(essay: str, path: Path) -> Iterable[Finding]:
    """Whether other users of this machine may read a marks file."""
    if sys.platform == "win32":
        return
    try:
        mode = path.stat().st_mode
        folder = path.parent.stat().st_mode
    except OSError:
        return
    if stat.S_IMODE(mode) & 0o044 and stat.S_IMODE(folder) & 0o055:
        yield Finding(
            OPEN_TO_OTHERS, essay, (), f"{path.name}: others on this machine can read it", str(path)
        )


def close_to_others(path: Path) -> None:
    """Let only its owner read a file."""
    path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)

"""The reader's own editor, with this terminal to itself."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from quietread.errors import QuietreadError


def editor(environ: Mapping[str, str] = os.environ) -> str:
    """The command of the reader's editor. Raises QuietreadError if none is named."""
    found = environ.get("VISUAL") or environ.get("EDITOR")
    if not found:
        raise QuietreadError("no editor: set VISUAL or EDITOR")
    return found


def edit(command: str, path: Path, line: int = 0, column: int = 1) -> None:
    """Let an editor have a file, at a line from 1 if one is named. Raises QuietreadError if it does not start or fails."""
    try:
        status = subprocess.run(at_line(command, path, line, column), check=False).returncode
    except (OSError, ValueError) as error:
        raise QuietreadError(f"the editor did not start: {error}") from error
    if status:
        raise QuietreadError(f"the editor ended with {status}")


_PLUS = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "ex", "ed", "gedit", "mg", "jed", "joe", "ne"), "+{line}"),
    **dict.fromkeys(("nano", "pico", "rnano"), "+{line},{column}"),
    **dict.fromkeys(("emacs", "emacsclient", "micro", "kak"), "+{line}:{column}"),
}
"""What says, before the file, where to begin."""
_COLON = ("code", "code-insiders", "codium", "cursor", "hx", "helix", "subl", "zed", "zeditor", "lapce")
"""Editors that take the place behind the name."""
_GOTO = ("code", "code-insiders", "codium", "cursor")
"""Those that have to be told that it is one."""


def at_line(command: str, path: Path, line: int = 0, column: int = 1) -> list[str]:
    """The words that open a file, at a line if we know the editor. Raises ValueError for unmatched quotation marks."""
    words = shlex.split(command)
    name = Path(words[0]).stem if words else ""
    if line and name in _PLUS:
        return [*words, _PLUS[name].format(line=line, column=column), str(path)]
    if line and name in _COLON:
        return [*words, *(["--goto"] if name in _GOTO else []), f"{path}:{line}:{column}"]
    return [*words, str(path)]

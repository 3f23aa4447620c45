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


def edit(command: str, path: Path) -> None:
    """Let an editor have a file, and wait for it. Raises QuietreadError if it does not start or fails."""
    try:
        status = subprocess.run([*shlex.split(command), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        raise QuietreadError(f"the editor did not start: {error}") from error
    if status:
        raise QuietreadError(f"the editor ended with {status}")

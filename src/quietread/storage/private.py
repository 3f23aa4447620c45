"""Files that are the reader's alone."""

from __future__ import annotations

import os
from pathlib import Path


def make_private(path: Path) -> None:
    """Make sure there is a file at `path` that can be written to, 0600 in folders of 0700 if it is made now.

    Raises OSError or StoreError.
    """
    if not path.parent.is_dir():
        from quietread.storage.durable import make_folder

        make_folder(path.parent)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))

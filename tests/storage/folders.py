"""The folders of a reader's library."""

from __future__ import annotations

import os
import time
from pathlib import Path

from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves, look_through

ESSAY = """---
title: The Margin
author: A. Reader
why: what a pencil is for
lang: en-GB
id: the-margin-1
---

Before the first heading [here](other.md) and [there](https://example.com) and [below](#one).

## One

Text.

## Related

- Pencils — a short history
- [Ink](../ink.md)
"""
"""With all that a library knows of one."""


class Place:
    """A reader's folders."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = Cache(root / "cache" / "library.db")
        self.shelves = Shelves(root / "own", (root / "more", root / "most"), bundled=False)
        (root / "more").mkdir()
        (root / "most").mkdir()

    def put(self, name: str, text: str = "Some words.\n", age: int = 100) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (time.time() - age,) * 2)
        return path

    def look(self) -> Library:
        return look_through(self.shelves, self.cache)

    def slugs(self) -> list[str]:
        return [entry.slug for entry in self.look().entries]

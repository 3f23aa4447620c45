"""What several tests of the store need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from folders import Place
from nursery import Nursery


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Writers to be killed."""
    opened = Nursery()
    yield opened
    opened.close()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty library."""
    return Place(tmp_path.resolve())

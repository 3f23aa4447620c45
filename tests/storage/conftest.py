"""What several tests of the store need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from nursery import Nursery


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Writers to be killed."""
    opened = Nursery()
    yield opened
    opened.close()

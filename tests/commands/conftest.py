"""Commands are run in this process, which goes on living after them."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """`main` turns the collector off for the sake of the start."""
    yield
    gc.enable()

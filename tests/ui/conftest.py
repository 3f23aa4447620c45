"""After each test the desks it worked at are closed, and their threads with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stage import DESKS


@pytest.fixture(autouse=True)
def closed_desks() -> Iterator[None]:
    """Leave no thread behind."""
    yield
    while DESKS:
        DESKS.pop().close()

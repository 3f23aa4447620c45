"""The garbage collector, kept from walking what is being built."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """No collection meanwhile: a large file becomes many values, none of them garbage.

    Walking them again and again takes a third of the time it takes to read ten thousand marks, and no thread
    gets a turn while it is done.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

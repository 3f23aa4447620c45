"""Tests that prove that tests can fail: each is the test itself, run with one protection taken away.

`bites.py` says which protection belongs to which test. A companion stands behind its test in every run, with the
same fixtures and parameters, and passes if, and only if, the test fails as a test does: by an assertion, or because
what it unpacks is not there. Any other error, such as one in the sabotage itself, is an error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, settings

Function = Callable[..., Any]

FAILURES = (AssertionError, pytest.fail.Exception, ValueError, LookupError)


class Bite(NamedTuple):
    """A protection, and the tests that must not hold without it."""

    without: str
    """What is taken away, in a few words."""
    instead: Mapping[Function, Function]
    """Functions of the program, and what does their work meanwhile."""
    tests: Sequence[str]
    """As pytest names them, from below `tests/`; with the id of a parameter, or for every one."""


BITE = pytest.StashKey[Bite]()


def with_companions(items: Sequence[pytest.Item], bites: Sequence[Bite]) -> Iterator[pytest.Item]:
    """Every test, and behind it the tests that it can fail."""
    for item in items:
        yield item
        if isinstance(item, pytest.Function):
            names = named(item)
            yield from (_companion(item, bite) for bite in bites if not names.isdisjoint(bite.tests))


def named(item: pytest.Function) -> set[str]:
    """What the table may call a test: with its parameter, and without."""
    test = f"{item.path.parent.name}/{item.path.name}::{item.originalname}"
    return {test, f"{test}[{item.callspec.id}]"} if hasattr(item, "callspec") else {test}


def _companion(item: pytest.Function, bite: Bite) -> pytest.Function:
    name = f"{item.name.removesuffix(']')}, " if item.name.endswith("]") else f"{item.name}["
    twin: pytest.Function = type(item).from_parent(
        item.parent,
        name=f"{name}without {bite.without}]",
        callspec=getattr(item, "callspec", None),
        callobj=item.obj,
        fixtureinfo=item._fixtureinfo,
        originalname=item.originalname,
    )
    twin.own_markers = [*item.own_markers]
    twin.stash[BITE] = bite
    return twin


def called(item: pytest.Function) -> Generator[None, object, object]:
    """Around the call of a test: a companion is called with its protection taken away, and has to fail."""
    bite = item.stash.get(BITE, None)
    if bite is None:
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        for function, other in bite.instead.items():
            put_in_the_place_of(function, other, patch)
        _first_example_will_do(item.obj, patch)
        try:
            yield
        except FAILURES:
            return None
    pytest.fail(f"holds without {bite.without}, too: it cannot fail", pytrace=False)


def put_in_the_place_of(function: Function, other: Function, patch: pytest.MonkeyPatch) -> None:
    """Have `other` called wherever `function` has been imported; a method, on its class."""
    *owner, name = function.__qualname__.split(".")
    if owner:
        patch.setattr(getattr(sys.modules[function.__module__], owner[0]), name, other)
        return
    for module in [*sys.modules.values()]:
        for known, value in [*getattr(module, "__dict__", {}).items()]:
            if value is function:
                patch.setattr(module, known, other)


def _first_example_will_do(test: Function, patch: pytest.MonkeyPatch) -> None:
    """Hypothesis is not to look for the smallest example of a failure that nobody will read about."""
    name = "_hypothesis_internal_use_settings"
    if own := getattr(test, name, None):
        hasty = settings(own, phases=[Phase.generate], report_multiple_bugs=False)
        patch.setattr(test, name, hasty)

"""The tests that prove that tests can fail can fail themselves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

import sabotage
from bites import BITES
from sabotage import BITE, Bite


def test_every_test_of_the_table_has_its_companion(request: pytest.FixtureRequest) -> None:
    """As far as its file takes part in this run."""
    items = [item for item in request.session.items if isinstance(item, pytest.Function)]
    files = {f"{item.path.parent.name}/{item.path.name}" for item in items}
    wanted = {
        (bite.without, test) for bite in BITES for test in bite.tests if test.partition("::")[0] in files
    }
    there = {
        (item.stash[BITE].without, name)
        for item in items
        if BITE in item.stash
        for name in sabotage.named(item)
    }
    assert wanted <= there


def protection() -> bool:
    return True


@pytest.fixture
def called() -> Any:
    item: Any = SimpleNamespace(stash={BITE: Bite("it", {protection: lambda: False}, ())}, obj=None)
    running = sabotage.called(item)
    next(running)
    return running


def test_it_is_away_during_the_call_and_back_afterwards(called: Any) -> None:
    assert not protection()
    with pytest.raises(StopIteration):
        called.throw(AssertionError())
    assert protection()


def test_a_test_that_holds_without_it_is_told_of(called: Any) -> None:
    with pytest.raises(pytest.fail.Exception, match="holds without it, too: it cannot fail"):
        next(called)


def test_an_error_of_another_kind_is_no_failure(called: Any) -> None:
    with pytest.raises(TypeError):
        called.throw(TypeError())

"""The thread for what is slow: a job that ends in a fault of ours ends no other."""

from __future__ import annotations

import threading

import pytest

from quietread.storage.writer import Writer


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)


def broken() -> None:
    raise RuntimeError("a fault")


def test_what_comes_after_a_fault_is_done_and_waited_for() -> None:
    done: list[str] = []
    writer = Writer(fault=lambda: done.append("told"))
    writer.do(broken)
    writer.do(lambda: done.append("next"))
    assert writer.settle(20)
    assert done == ["told", "next"]


def test_what_came_while_a_fault_ended_the_thread_is_done_by_another() -> None:
    """Whoever asks for something in that moment sees a thread that is alive and will not get to it."""
    done: list[str] = []
    ending, asked = threading.Event(), threading.Event()

    def fault() -> None:
        ending.set()
        asked.wait(20)

    writer = Writer(fault=fault)
    writer.do(broken)
    assert ending.wait(20)
    writer.do(lambda: done.append("asked"))
    asked.set()
    assert writer.settle(20)
    assert done == ["asked"]
    assert writer.stop(20)


def test_it_ends_after_a_fault() -> None:
    writer = Writer()
    writer.do(broken)
    assert writer.stop(20)
    assert writer.settle(20)

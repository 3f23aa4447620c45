"""A thread that does what is slow, one thing after the other, so that no key waits for a disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

Job = Callable[[], object]


class Writer:
    """Runs jobs in the order they come. Between jobs it sleeps; it wakes by itself only when asked to."""

    def __init__(
        self,
        idle: Callable[[], float | None] = lambda: None,
        tick: Job = lambda: None,
        fault: Job = lambda: None,
    ) -> None:
        """`idle`: seconds until `tick` is due if nothing else comes, None: never.

        `fault`: done when a job has ended in a fault of our own; the next job begins a new thread.
        """
        self._idle, self._tick, self._fault = idle, tick, fault
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def do(self, job: Job) -> None:
        """Have `job` done; starts the thread if need be."""
        self._jobs.put(job)
        self.start()

    def start(self) -> None:
        """Start the thread, if it is not running."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()

    def settle(self, timeout: float = threading.TIMEOUT_MAX) -> bool:
        """Wait until all that was asked for so far is done; False if it takes longer than `timeout` seconds."""
        if self._thread is None:
            return True
        done = threading.Event()
        self.do(done.set)
        return done.wait(timeout)

    def stop(self, timeout: float = threading.TIMEOUT_MAX) -> bool:
        """End after what was asked for so far; False if it takes longer than `timeout` seconds."""
        thread = self._thread
        if thread is None:
            return True
        self._jobs.put(None)
        thread.join(timeout)
        return not thread.is_alive()

    def _run(self) -> None:
        well = False
        try:
            self._work()
            well = True
        finally:
            if not well:
                self._fault()
                with self._lock:
                    self._thread = None
                if not self._jobs.empty():  # of whoever saw this one still alive
                    self.start()

    def _work(self) -> None:
        due: float | None = None
        while True:
            idle, now = self._idle(), time.monotonic()
            due = None if idle is None else min(due or now + idle, now + idle)
            if due is not None and due <= now:
                due = None
                self._tick()
                continue
            try:
                job = self._jobs.get(timeout=None if due is None else due - now)
            except Empty:
                continue
            if job is None:
                return
            job()

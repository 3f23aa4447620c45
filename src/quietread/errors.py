"""The few errors quietread raises itself; each one line a reader can act on."""

from __future__ import annotations


class QuietreadError(Exception):
    """Something the reader has to be told, in one line.

    `message` says what is wrong and what is allowed; `path`, `line` (from 1) and `key` where, if it is known.
    """

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, key: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.key = key

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.key) if part is not None)
        return f"{where}: {self.message}" if where else self.message


class SourceError(QuietreadError):
    """An essay's file cannot be opened, or read as text."""


class NotFoundError(QuietreadError):
    """There is nothing of that name; the message names the nearest."""


class SettingError(QuietreadError):
    """A value of a setting, key or theme is not allowed; the message says what is."""


class StoreError(QuietreadError):
    """A file of the reader's could not be written; nothing in it was changed."""


def reason(error: OSError) -> str:
    """Why the system refused something, in small letters, as the end of a line."""
    return (error.strerror or str(error)).lower()

"""Full screen, conversation, or the essay printed whole: decided before anything is drawn."""

from __future__ import annotations

SCREEN, CONVERSATION, WHOLE = "screen", "conversation", "whole"


def mode(asked: bool | str, term: str, *, stdin: bool, stdout: bool) -> str:
    """How quietread shows itself.

    `asked` is the setting `plain` (True, False or "auto"), `term` the value of TERM; `stdin` and `stdout`
    say which of the two are terminals. False cannot make a screen of a pipe.
    """
    if asked is True:
        return WHOLE if stdin and not stdout else CONVERSATION
    if not (stdin and stdout):
        return WHOLE
    return CONVERSATION if asked == "auto" and term in ("", "dumb") else SCREEN

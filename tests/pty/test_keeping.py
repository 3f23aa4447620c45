"""Keeping in a real terminal: never more keys than promised, and what is on the screen is on the disk."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from pty_session import Session

ESSAY = """\
# Marks

One is short. Two is a little longer than one. Three ends here.

## Related

"""


def test_the_keys_that_were_promised_are_enough(
    start: Callable[..., Session], tmp_path: Path, sealed_room: Path
) -> None:
    file = tmp_path / "marks.md"
    file.write_text(ESSAY, encoding="utf-8")
    session = start(str(file))
    session.ready()

    def pressed(keys: str, said: str) -> list[object]:
        """Press keys one after the other; the quotes on the disk once `said` stands on the screen."""
        session.settle()
        for key in keys:
            session.send(key)
            session.settle(0.1)
        session.see(said)
        kept = (sealed_room / "data/quietread/marks/marks.toml").read_text("utf-8")
        return [mark["quote"] for mark in tomllib.loads(kept).get("mark", [])]

    assert pressed("ms", "kept · u undoes") == ["Two is a little longer than one."]
    assert pressed("u", "undone: not kept") == []
    assert pressed("wsbd", "kept · u undoes") == ["is a little"]
    assert pressed("u", "undone: not kept") == []
    session.send("j")
    assert pressed("m", "kept · u undoes") == ["Two is a little longer than one."]
    assert pressed("m", "unmarked · u undoes") == []
    assert pressed("wab", "kept · u undoes") == ["Two is"]
    assert pressed("ainky\r", "noted · u undoes") == ["Two is"]
    assert 'note = "inky"' in (sealed_room / "data/quietread/marks/marks.toml").read_text("utf-8")

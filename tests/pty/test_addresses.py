"""What a terminal is told of links (OSC 8): where those to the web lead, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pty_session import Session

ESSAY = """# Links

To [the web](https://example.com/a?b=c#d), [louder](HTTPS://EXAMPLE.COM/), <https://example.com/itself>.

[Another](other.md), [mail](mailto:a@example.com), [further](#down), [out](../../etc/passwd), and a note.[^1]

<a href="file:///etc/passwd">A file</a>, <a href="javascript:alert(1)">a script</a>, <a href="https://">nothing</a>,
<a href="https://example.com/&#27;]8;;file:///x&#7;">an escape</a>, <a href="https://example.com/a b">a gap</a>.

[^1]: See [a page](http://example.com/note).

## Down

It ends.
"""


def test_only_addresses_of_the_web_reach_the_terminal_and_nothing_it_would_obey(
    start: Callable[..., Session], tmp_path: Path
) -> None:
    file = tmp_path / "links.md"
    file.write_text(ESSAY, "utf-8")
    session = start(str(file))
    session.ready()
    for key in ("\t", "\t", " ", "b"):
        session.send(key)
        session.settle(0.1)
    session.send("\x03")
    assert session.end() == 0
    raw = bytes(session.raw)
    told = re.findall(rb"\x1b\]8;([^;]*);([^\x1b\x07]*)(\x1b\\|\x07)", raw)
    assert raw.count(b"\x1b]8;") == len(told)
    assert {address for _, address, _ in told if address} == {
        b"https://example.com/a?b=c#d",
        b"https://EXAMPLE.COM/",
        b"https://example.com/itself",
        b"https://example.com/]8;;file:///x",
        b"http://example.com/note",
    }
    assert [address for _, address, _ in told][1::2] == [b""] * (len(told) // 2)
    assert all(re.fullmatch(rb"(id=\w+)?", parameters) for parameters, _, _ in told)

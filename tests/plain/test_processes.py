"""Plain mode as real processes: pipes, files, a terminal that can do little, and listeners who leave."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

QUIETREAD = (sys.executable, "-m", "quietread")
WORDS = "There is " + " ".join(["word"] * 70) + "."
ESSAY = f"# Walking\n\nOne “is” here. {WORDS}\n\n## Two\n\n- item\n- other\n\nTwo is here.\n\n## Three\n\nThree is here.\n\n## Related\n\n- Sitting — the other half\n"
WHOLE = f"""\
Walking. 3 sections, about 1 minute.

Section 1 of 3.
One “is” here. {WORDS}

Section 2 of 3. Two.
• item
• other

Two is here.

Section 3 of 3. Three.
Three is here.

Related:
1. Sitting: the other half.
"""


@pytest.fixture
def essay(tmp_path: Path) -> str:
    path = tmp_path / "walking.md"
    path.write_text(ESSAY, encoding="utf-8")
    return str(path)


def run(*arguments: str, typed: bytes | None = None, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """quietread with `typed`, else with nothing, for its input, and pipes for what it writes."""
    return subprocess.run(
        [*QUIETREAD, *arguments],
        stdin=subprocess.DEVNULL if typed is None else None,
        input=typed,
        capture_output=True,
        timeout=30,
        check=False,
        env={**os.environ, **environ},
    )


def test_a_file_is_given_the_whole_essay(essay: str, tmp_path: Path) -> None:
    with (tmp_path / "out").open("wb") as out:
        status = subprocess.run(
            [*QUIETREAD, essay], stdin=subprocess.DEVNULL, stdout=out, timeout=30, check=False
        ).returncode
    assert status == 0
    assert (tmp_path / "out").read_bytes() == WHOLE.encode()


@pytest.mark.parametrize("term", ["dumb", "", "xterm-256color"])
def test_a_pipe_is_given_the_whole_essay_whatever_the_terminal(essay: str, term: str) -> None:
    found = run(essay, typed=b"q\n", TERM=term)
    assert (found.returncode, found.stdout.decode(), found.stderr) == (0, WHOLE, b"")


def test_a_whole_essay_leaves_no_trace(essay: str) -> None:
    run(essay)
    assert not Path(os.environ["XDG_STATE_HOME"]).exists()
    assert not Path(os.environ["XDG_DATA_HOME"]).exists()


def test_a_pipe_without_an_essay_is_given_the_shelf() -> None:
    lines = run().stdout.decode().splitlines()
    assert lines[0] == "The shelf:"
    assert all(re.match(rf"{number}\. .+ \d+ minutes?\.", line) for number, line in enumerate(lines[1:], 1))
    assert len(lines) > 1


def test_an_essay_may_come_in_by_the_pipe() -> None:
    assert run("-", typed=ESSAY.encode()).stdout.decode() == WHOLE
    said = run("--plain", "-", typed=ESSAY.encode()).stdout.decode()
    assert said.index("Two is here.") < said.index("The place is not kept")


def test_each_answer_can_be_read_before_the_next_command(essay: str) -> None:
    with subprocess.Popen(
        [*QUIETREAD, "--plain", essay], stdin=-1, stdout=-1, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout

        def answer(typed: str = "") -> list[str]:
            if typed and process.stdin:
                process.stdin.write(f"{typed}\n")
                process.stdin.flush()
            return list(iter(process.stdout.readline if process.stdout else str, ">\n"))

        assert answer()[-2].startswith("One “is” here.")
        assert answer("m 1") == ["Kept: One “is” here. 1 kept in this essay. u undoes.\n"]
        process.kill()
    marks = Path(os.environ["XDG_DATA_HOME"], "quietread", "marks", "walking.toml")
    assert "One “is” here." in marks.read_text("utf-8")


def test_a_listener_who_leaves_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("# Long\n\n" + f"{WORDS}\n\n" * 3000)
    for arguments in ([str(path)], ["--plain", str(path)]):
        with subprocess.Popen(
            [*QUIETREAD, *arguments], stdin=subprocess.DEVNULL, stdout=-1, stderr=-1
        ) as process:
            assert process.stdout
            assert process.stderr
            assert process.stdout.readline().startswith(b"Long.")
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(20) == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_with_few_signs_is_no_reason_to_stop(essay: str, encoding: str) -> None:
    found = run("--plain", essay, typed="m 1\n\xff\nq\n".encode("latin-1"), PYTHONIOENCODING=encoding)
    assert found.returncode == 0
    assert b"Kept: One " in found.stdout
    assert b"\r" not in found.stdout


def test_neither_textual_nor_its_console_is_loaded(essay: str) -> None:
    code = (
        "import sys; from quietread.cli import main; status = main(sys.argv[1:]);"
        "print([n for n in sys.modules if n.split('.')[0] == 'textual' or n == 'rich.console'], status)"
    )
    typed = b"m 1\nnote x\nkept all\nr\nlinks\nmap\nfind is\nfind all is\nshelf\nlook\nu\nq\n"
    for arguments in ((essay,), ("--plain", essay)):
        found = subprocess.run(
            [sys.executable, "-c", code, *arguments], input=typed, capture_output=True, check=True
        )
        assert found.stdout.decode().splitlines()[-1] == "[] 0"


@pytest.mark.skipif(os.name == "nt", reason="no pseudo-terminals there")
class TestTerminal:
    """A terminal on both sides: TERM is what decides."""

    def spoken(self, argv: list[str], typed: list[bytes], until: bytes, **environ: str) -> bytes:
        """What quietread writes to a terminal on which `typed` is typed, a piece whenever it asks."""
        import pty

        pid, master = pty.fork()
        if pid == 0:
            os.execve(sys.executable, [*QUIETREAD, *argv], {**os.environ, **environ})
        said, waiting = b"", list(typed)
        try:
            deadline = time.monotonic() + 20
            while time.monotonic() < deadline and until not in said:
                if select.select([master], [], [], 0.1)[0]:
                    chunk = os.read(master, 65536)
                    if not chunk:
                        break  # it has ended, on systems that say so with nothing
                    said += chunk
                if waiting and said.endswith(b"\n> "):
                    os.write(master, waiting.pop(0))
                    said += os.read(master, 65536)
        except OSError:
            pass  # the other side is closed: it has ended
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(master)
        return said

    @pytest.mark.parametrize("term", ["dumb", ""])
    def test_a_terminal_that_can_do_nothing_has_the_conversation(self, essay: str, term: str) -> None:
        said = self.spoken([essay], [b"m 1\n", b"q\n"], b"place is kept.\r\n", TERM=term)
        assert b"\r\n> m 1\r\nKept: One \xe2\x80\x9cis\xe2\x80\x9d here. 1 kept" in said
        assert b"\x1b" not in said
        assert b"\r" not in said.replace(b"\r\n", b"")  # those are the terminal's own

    def test_plain_is_plain_on_any_terminal(self, essay: str) -> None:
        said = self.spoken(
            ["--plain", essay], [b"\n", b"\n", b"q\n"], b"place is kept.\r\n", TERM="xterm-256color"
        )
        assert b"Section 2 of 3. Two." in said
        assert b"\x1b" not in said

    def test_the_end_of_input_leaves_the_prompt_its_line(self, essay: str) -> None:
        said = self.spoken(["--plain", essay], [b"s 2\n", b"\x04"], b"place is kept.\r\n", TERM="dumb")
        assert said.endswith(b"\r\nYour place is kept.\r\n")

    def test_a_pager_is_given_the_whole_essay_though_plain_was_asked_for(
        self, essay: str, tmp_path: Path
    ) -> None:
        command = f'"{sys.executable}" -m quietread --plain "{essay}" > "{tmp_path}/out"; echo done'
        import pty

        pid, master = pty.fork()
        if pid == 0:
            os.execv("/bin/sh", ["sh", "-c", command])
        said = b""
        while b"done" not in said:
            said += os.read(master, 65536)
        os.waitpid(pid, 0)
        os.close(master)
        assert (tmp_path / "out").read_text("utf-8") == WHOLE

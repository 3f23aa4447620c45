import os
import subprocess
import sys
from pathlib import Path

CODE = """
import os, sys
from quietread.options import plain
from quietread.start import desk_for, look_at_terminal
from quietread.core.picture import picture
environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
desk, _ = desk_for(plain(sys.argv[1:]), environ)
look_at_terminal(desk, environ)
assert "Once upon a time." in str(picture(desk.opened(desk.find(sys.argv[1]), 80, 24)))
import quietread.screen
heavy = ("argparse", "dataclasses", "inspect", "hashlib", "markdown_it", "sentencex", "rich", "textual")
print(*(name for name in heavy if name in sys.modules))
desk.close()
"""


def test_a_known_essay_s_first_page_needs_little(tmp_path: Path) -> None:
    file = tmp_path / "known.md"
    file.write_text("# Known\n\nOnce upon a time. And so on.\n")
    os.utime(file, (1, 1))
    run = [sys.executable, "-c", CODE, str(file)]
    subprocess.run([sys.executable, "-m", "quietread", "outline", str(file)], check=True, capture_output=True)
    assert subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip() == ""

"""What ships with quietread is found from a checkout and from inside an archive."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from quietread.storage.paths import bundled

SOURCE = Path(__file__).parents[2] / "src"

PROGRAM = """
from pathlib import Path
from quietread.storage.cache import Cache
from quietread.storage.library import Shelves, look_through
from quietread.storage.opening import open_essay
cache = Cache(Path("library.db"))
for _ in range(2):
    library = look_through(Shelves(Path("none")), cache)
for entry in library.entries:
    print(entry.slug, entry.bundled, open_essay(entry.path, cache).title, sep="|")
print(*library.problems)
"""


def test_themes_and_essays_are_found_in_the_checkout() -> None:
    assert any(one.name.endswith(".toml") for one in bundled("themes").iterdir())


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="without its ballads"):
        bundled("ballads")


def test_essays_are_read_out_of_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "app.pyz"
    with zipfile.ZipFile(archive, "w") as made:
        for file in sorted((SOURCE / "quietread").rglob("*.py")):
            made.write(file, file.relative_to(SOURCE))
        made.writestr("quietread/essays/one.md", "# First\n\nSome words.\n")
        made.writestr("quietread/essays/two.txt", "Second\n\nMore words.\n")
        made.writestr("quietread/essays/readme", "not listed")
    code = f"import sys; sys.path.insert(0, {str(archive)!r})\n{PROGRAM}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == "one|True|First\ntwo|True|Second\n\n"

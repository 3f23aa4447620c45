"""What is handed out: the wheel, the source, and what finds its essays and themes once it is installed."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from quietread import __version__

ROOT = Path(__file__).parents[1]
ESSAYS = {path.stem for path in (ROOT / "essays").glob("*.md")}
THEMES = {path.stem for path in (ROOT / "themes").glob("*.toml")}
AWAY = re.compile(
    "connection|network|dns|no matching distribution|not found in the package registry", re.IGNORECASE
)
LARGEST = 300_000
"""Bytes of a wheel: all of it is text, and most of that the program's."""
LONG = pytest.mark.skipif(not os.environ.get("QUIETREAD_LONG"), reason="makes environments")


def wheel(root: Path, folder: Path) -> Path:
    return Path(next(WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"])))


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_the_program_its_essays_and_themes_and_nothing_else(built: Path) -> None:
    own = {
        f"quietread/{path.relative_to(ROOT / 'src/quietread')}"
        for path in source("*.py", "*.tcss", "py.typed", "completion/*.*sh")
    }
    brought = {f"quietread/essays/{name}.md" for name in ESSAYS}
    brought |= {f"quietread/themes/{name}.toml" for name in THEMES}
    about = f"quietread-{__version__}.dist-info/"
    assert {name for name in names(built) if not name.startswith(about)} == own | brought
    assert len(brought) == 15
    assert f"{about}licenses/LICENSE" in names(built)
    assert built.stat().st_size < LARGEST


def source(*patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in (ROOT / "src/quietread").rglob(pattern)]


def test_what_is_built_from_the_source_archive_is_the_same(built: Path, tmp_path: Path) -> None:
    archive = Path(next(SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))
    with tarfile.open(archive) as opened:
        opened.extraction_filter = getattr(tarfile, "data_filter", None)  # not yet in 3.11.0
        opened.extractall(tmp_path)
    unpacked = tmp_path / f"quietread-{__version__}"
    top = {path.name for path in unpacked.iterdir()}
    files = {
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "hatch_build.py",
        "pyproject.toml",
        "PKG-INFO",
        ".gitignore",
    }
    assert top == files | {"src", "essays", "themes", "tests", "benchmarks", "docs", ".ci"}
    assert names(wheel(unpacked, tmp_path)) == names(built)


def test_its_modules_are_those_of_the_source_line_by_line_without_their_docstrings(built: Path) -> None:
    with zipfile.ZipFile(built) as opened:
        for path in source("*.py"):
            packed = opened.read(f"quietread/{path.relative_to(ROOT / 'src/quietread').as_posix()}").decode()
            assert not [*documented(packed)], path
            assert done_by(packed) == done_by(path.read_text("utf-8")), path


def done_by(text: str) -> str:
    """What a module does and in which lines, whatever it says of itself."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        body = vars(node).get("body")
        if isinstance(body, list):
            vars(node)["body"] = [one for one in body if not is_saying(one)]
        if isinstance(node, ast.stmt):
            node.end_lineno = node.end_col_offset = 0
    return ast.dump(tree, include_attributes=True)


def documented(text: str) -> Iterator[ast.stmt]:
    """What still says what it is, but for dataclasses, which would make something up."""
    for node in ast.walk(ast.parse(text)):
        body = vars(node).get("body")
        if isinstance(body, list):
            dataclass = isinstance(node, ast.ClassDef) and node.decorator_list
            yield from filter(is_docstring, body[1:] if dataclass else body)


def is_docstring(one: ast.stmt) -> bool:
    return is_saying(one) and isinstance(vars(vars(one)["value"])["value"], str)


def is_saying(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_the_version_stands_in_one_place(built: Path) -> None:
    with zipfile.ZipFile(built) as opened:
        told = opened.read(f"quietread-{__version__}.dist-info/METADATA").decode()
    assert f"\nVersion: {__version__}\n" in told
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    elsewhere = [path for path in [*source("*.py"), ROOT / "pyproject.toml"] if path.name != "__init__.py"]
    assert [path for path in elsewhere if f'"{__version__}"' in path.read_text("utf-8")] == []


def finds_all(command: list[str], room: Path, **environ: str) -> None:
    """The command, away from the checkout, lists every essay and every theme."""
    told = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | environ

    def said(*arguments: str) -> str:
        done = subprocess.run(
            [*command, *arguments],
            cwd=room,
            env=told,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    listed = said("list", "--json")
    assert all(f'"{name}"' in listed for name in ESSAYS)
    shown = said("themes")
    assert all(name in shown for name in THEMES)
    assert said("--version").split()[-1] == __version__


def test_an_unpacked_wheel_finds_what_it_brought(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built) as opened:
        opened.extractall(tmp_path / "site")
    finds_all([sys.executable, "-m", "quietread"], tmp_path, PYTHONPATH=str(tmp_path / "site"))


def installed(command: Sequence[str], **environ: str) -> None:
    """Run an installer. Skips the test where nothing can be fetched, fails it where the fault is ours."""
    done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
    if done.returncode and AWAY.search(done.stderr):
        pytest.skip("what it depends on cannot be fetched here")
    assert done.returncode == 0, done.stderr


def by_pip(room: Path, wheel: Path) -> list[str]:
    return in_environment(room, str(wheel))


def by_pip_from_the_checkout(room: Path, wheel: Path) -> list[str]:
    return in_environment(room, str(ROOT))


def by_pip_editable(room: Path, wheel: Path) -> list[str]:
    return in_environment(room, "-e", str(ROOT))


def by_pipx(room: Path, wheel: Path) -> list[str]:
    installed(["pipx", "install", str(wheel)], PIPX_HOME=str(room / "pipx"), PIPX_BIN_DIR=str(room / "bin"))
    return [str(room / "bin" / "quietread")]


def by_uv(room: Path, wheel: Path) -> list[str]:
    folders = {"UV_TOOL_DIR": "tools", "UV_TOOL_BIN_DIR": "bin", "UV_CACHE_DIR": "cache"}
    command = ["uv", "tool", "install", "--python", sys.executable, str(wheel)]
    installed(command, **{name: str(room / folder) for name, folder in folders.items()})
    return [str(room / "bin" / "quietread")]


def in_environment(room: Path, *what: str) -> list[str]:
    installed([sys.executable, "-m", "venv", str(room / "venv")])
    scripts = room / "venv" / ("Scripts" if os.name == "nt" else "bin")
    installed([str(scripts / "pip"), "install", "-q", *what])
    return [str(scripts / "quietread")]


@LONG
@pytest.mark.parametrize("way", [by_pip, by_pip_from_the_checkout, by_pip_editable, by_pipx, by_uv])
def test_every_way_of_installing_finds_them(
    way: Callable[[Path, Path], list[str]], built: Path, tmp_path: Path
) -> None:
    for tool in {by_pipx.__name__: ["pipx"], by_uv.__name__: ["uv"]}.get(way.__name__, []):
        if shutil.which(tool) is None:
            pytest.skip(f"no {tool} here")
    finds_all(way(tmp_path, built), tmp_path)

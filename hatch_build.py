"""How the wheel is made: its modules go without their docstrings, which are for readers of the source."""

from __future__ import annotations

import ast
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = "src/quietread"


class Undocumented(BuildHookInterface[BuilderConfig]):
    """Puts modules without docstrings in the place of those of the source.

    Docstrings would be a fifth of the wheel, and are loaded at every start; nothing asks for them while the
    program runs. Every line keeps its number, so that a traceback fits the source. An editable installation
    is the source itself.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the modules and say where they belong."""
        self.folder = TemporaryDirectory()
        if version == "editable":
            return
        source, made = Path(self.root, SOURCE), Path(self.folder.name)
        for number, path in enumerate(sorted(source.rglob("*.py"))):
            module = made / str(number)
            module.write_text(undocumented(path.read_text(encoding="utf-8")), encoding="utf-8")
            build_data["force_include"][str(module)] = f"quietread/{path.relative_to(source).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was made."""
        self.folder.cleanup()


def undocumented(text: str) -> str:
    """A module without docstrings: empty lines in their place, and `...` where there was nothing else.

    A dataclass keeps its own: without one it makes it up, and that takes longer than reading it.
    """
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        dataclass = isinstance(node, ast.ClassDef) and node.decorator_list
        for one in filter(_is_docstring, body[1:] if dataclass else body):
            place = slice(one.lineno - 1, one.end_lineno)
            lines[place] = [""] * len(lines[place])
            if len(body) == 1:
                lines[one.lineno - 1] = f"{' ' * one.col_offset}..."
    return "\n".join((*lines, ""))


def _is_docstring(one: ast.stmt) -> bool:
    return (
        isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant) and isinstance(one.value.value, str)
    )

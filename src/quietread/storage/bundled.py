"""Where the essays and themes that ship with quietread are: in the package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def bundled(kind: str) -> Traversable:
    """The folder of `essays` or `themes` that ships with quietread.

    It may lie in a zip archive: keep to `iterdir`, `is_file`, `name` and `read_bytes`. Raises
    FileNotFoundError if quietread was installed without it.
    """
    installed = Path(__file__).parents[1] / kind
    if installed.is_dir():
        return installed
    checkout = Path(__file__).resolve().parents[3]
    # the guard keeps an installed copy from adopting some stranger's folder of the same name
    if (checkout / "pyproject.toml").is_file() and (checkout / kind).is_dir():
        return checkout / kind
    from importlib.resources import files  # late: it brings zipfile and tempfile, and the first page waits

    packaged = files("quietread") / kind
    if packaged.is_dir():
        return packaged
    raise FileNotFoundError(f"quietread was installed without its {kind}")

"""The reader's settings and keys, from the file, the environment and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from quietread.core.settings import Settled, settle
from quietread.core.toml import Written
from quietread.options import Options
from quietread.storage.config import read_config
from quietread.storage.paths import Folders, folders

if TYPE_CHECKING:
    from quietread.core.keys import Keymap

FLAGS = ("measure", "theme", "motion", "plain", "track")
"""Settings with an option of their own."""


class Settling(NamedTuple):
    """What a run begins with."""

    folders: Folders
    settled: Settled
    keymap: Keymap | None
    """None: the keys as they come."""
    problems: tuple[str, ...]
    """What is wrong with the reader's file and the command line, a line each; none of it ends the run."""


def settled_for(options: Options, environ: Mapping[str, str]) -> Settling:
    """Settle everything that is known before a file is opened or a terminal is asked."""
    found = folders(environ)
    written, problems = read_config(found.settings)
    settled = settle(written, {name: getattr(options, name) for name in FLAGS}, environ, options.set)
    keymap, wrong = _keys(written)
    return Settling(found, settled, keymap, (*problems, *settled.problems, *wrong))


def _keys(written: Written) -> tuple[Keymap | None, tuple[str, ...]]:
    if "keys" not in written.data:
        return None, ()
    from quietread.core.keys import bind

    table = written.data["keys"]
    if not isinstance(table, dict):
        return None, (f"{written.path}:{written.line('keys')}: keys: a table is wanted, under [keys]",)
    return bind(table, written.path, written.line)

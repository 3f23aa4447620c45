"""The reader's settings, from the file, the environment and the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from quietread.core.settle import Settled, settle
from quietread.core.written import Written
from quietread.storage.config import read_config
from quietread.storage.paths import Folders, folders

FLAGS = ("measure", "theme", "motion", "plain", "track")
"""Settings with an option of their own."""


def settled_for(
    options: Namespace, environ: Mapping[str, str]
) -> tuple[Folders, Settled, Written, tuple[str, ...]]:
    """The folders, the settings in force, what the file says, and what is wrong with it, a line each."""
    found = folders(environ)
    written, problems = read_config(found.settings)
    settled = settle(written, {name: getattr(options, name) for name in FLAGS}, environ, options.set)
    return found, settled, written, (*problems, *settled.problems)

"""What ships with quietread is found from a checkout."""

from __future__ import annotations

import pytest

from quietread.storage.paths import bundled


def test_themes_and_essays_are_found_in_the_checkout() -> None:
    assert any(one.name.endswith(".toml") for one in bundled("themes").iterdir())


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="without its ballads"):
        bundled("ballads")

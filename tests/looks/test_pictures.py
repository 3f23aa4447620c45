"""The pictures of the documents show the app as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from draw import FOLDER, PICTURES, drawn

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", PICTURES)
async def test_a_picture_shows_what_the_app_draws(name: str, sealed_room: Path) -> None:
    made = await drawn(name, sealed_room)
    kept = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert kept == made, "draw the pictures again: python tests/looks/draw.py"
    assert len(kept.encode()) < 200 * 1024


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_shown_somewhere(name: str) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    assert any(f"pictures/{name}.svg" in page.read_text("utf-8") for page in pages)

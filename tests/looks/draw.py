"""Draw the pictures of the documents: `python tests/looks/draw.py`, after something has changed its looks."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from cells import svg
from scenes import SCENES, go, staged

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = (80, 24)
PICTURES = {
    "reading": ("reading", "bluehour"),
    "reading-paper": ("reading", "paper"),
    "breath": ("breath", "bluehour"),
    "breath-paper": ("breath", "paper"),
    "picker": ("picker", "bluehour"),
    "notebook": ("notebook", "sepia"),
    "related": ("related", "bluehour"),
    "map": ("map", "night"),
    "shelf": ("shelf", "paper"),
}
"""Each picture: its scene, and its theme."""


async def drawn(name: str, home: Path) -> str:
    """A picture as SVG."""
    scene, theme = PICTURES[name]
    with staged(SCENES[scene], home, SIZE, sets=[f"theme={theme}"]) as app:
        async with app.run_test(size=SIZE) as pilot:
            await go(SCENES[scene], pilot)
            return svg(app, app.paint.theme.text, app.paint.theme.bg)


def main() -> None:
    """Draw all of them."""
    for name in [name for name in os.environ if name == "NO_COLOR" or name.startswith("TEXTUAL_")]:
        del os.environ[name]
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        with TemporaryDirectory() as home:
            (FOLDER / f"{name}.svg").write_text(asyncio.run(drawn(name, Path(home))), "utf-8")


if __name__ == "__main__":
    main()

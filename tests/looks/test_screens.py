"""The main screens, compared with what they were when somebody last looked at them.

After looking at what has changed: `pytest tests/looks --snapshot-update`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from scenes import SCENES, TRUECOLOR, go, staged

SIX = ("reading", "breath", "shelf", "related", "notebook", "welcome")
THREE = ("reading", "breath", "notebook")
LARGE, SMALL = (80, 24), (40, 12)

Compare = Callable[..., bool]


def looks_the_same(
    snap_compare: Compare,
    scene: str,
    home: Path,
    *,
    size: tuple[int, int] = LARGE,
    theme: str = "bluehour",
    colour: bool = True,
) -> bool:
    """Whether a scene is drawn as it was."""
    environ = TRUECOLOR if colour else {**TRUECOLOR, "NO_COLOR": "1"}
    with staged(SCENES[scene], home, size, environ, [f"theme={theme}"] if colour else []) as app:
        return snap_compare(app, terminal_size=size, run_before=partial(go, SCENES[scene]))


@pytest.mark.parametrize("scene", SIX)
def test_on_a_dark_terminal(scene: str, snap_compare: Compare, sealed_room: Path) -> None:
    assert looks_the_same(snap_compare, scene, sealed_room)


@pytest.mark.parametrize("scene", THREE)
def test_on_a_small_screen(scene: str, snap_compare: Compare, sealed_room: Path) -> None:
    assert looks_the_same(snap_compare, scene, sealed_room, size=SMALL)


@pytest.mark.parametrize("scene", THREE)
def test_on_a_light_terminal(scene: str, snap_compare: Compare, sealed_room: Path) -> None:
    assert looks_the_same(snap_compare, scene, sealed_room, theme="paper")


@pytest.mark.parametrize("scene", THREE)
def test_without_colour(
    scene: str, snap_compare: Compare, sealed_room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert looks_the_same(snap_compare, scene, sealed_room, colour=False)

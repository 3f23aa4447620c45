"""Walking on the map: each function takes a map and gives the one after it."""

from __future__ import annotations

from dataclasses import replace

from quietread.core.atlas import SIDES, Atlas, Near
from quietread.core.atlas_layout import layout

_ACROSS = ("behind", "here", "ahead")


def moved(atlas: Atlas, across: int, down: int) -> Atlas | str:
    """The choice moved one step right (`across` 1), left (-1), down or up; a slug if that walks on to an essay.

    From a side one walks on by going further out, from what lies beyond by going further down; in a list by
    going left or right.
    """
    if atlas.is_list:
        return _listed(atlas, down) if down or atlas.side == "here" else atlas.chosen.slug
    if across and atlas.side != "beyond":
        place = _ACROSS.index(atlas.side) + across
        if not 0 <= place < len(_ACROSS):
            return atlas.chosen.slug
        return _to(atlas, _ACROSS[place])
    step = across or down
    if 0 <= atlas.index + step < len(atlas.near.side(atlas.side)) and not (down and atlas.side == "beyond"):
        return replace(atlas, index=atlas.index + step)
    if atlas.side == "beyond" and down:
        return atlas.chosen.slug if down > 0 else _to(atlas, "here")
    return _to(atlas, "beyond") if down > 0 else atlas


def centred(atlas: Atlas, around: Near) -> Atlas:
    """The map with another essay in the middle, and chosen."""
    return replace(atlas, near=around, came=atlas.near.here.slug, side="here", index=0)


def _listed(atlas: Atlas, down: int) -> Atlas:
    places = [(side, index) for side in SIDES for index in range(len(atlas.near.side(side)))]
    at = places.index((atlas.side, atlas.index)) + down
    side, index = places[max(0, min(at, len(places) - 1))]
    return replace(atlas, side=side, index=index)


def _to(atlas: Atlas, side: str) -> Atlas:
    """Another side: the essay one came from if it is there, else the one nearest to the middle of those in sight."""
    stars = atlas.near.side(side)
    came = next((index for index, star in enumerate(stars) if star.slug == atlas.came), None)
    if came is not None:
        return replace(atlas, side=side, index=came)
    found = layout(atlas)
    spots = found.spots.get(side, ())
    nearest = min(spots, key=lambda one: abs(one.y - found.level)).place if spots else 0
    return replace(atlas, side=side, index=nearest) if stars else atlas

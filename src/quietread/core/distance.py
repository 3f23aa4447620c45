"""How many letters two strings differ by."""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """Letters to insert, delete or exchange to make one string the other.

    Bit-parallel, after Myers (J. ACM 46, 1999) in Hyyrö's form for whole strings; Python's integers are
    the bit vectors, so a pattern may have any length.
    """
    if one == other:
        return 0
    if not one or not other:
        return len(one) + len(other)
    full = (1 << len(one)) - 1
    top = 1 << (len(one) - 1)
    where: dict[str, int] = {}
    for number, letter in enumerate(one):
        where[letter] = where.get(letter, 0) | 1 << number
    rising, falling, score = full, 0, len(one)
    for letter in other:
        match = where.get(letter, 0)
        diagonal = (((match & rising) + rising) ^ rising) | match | falling
        up = falling | ~(diagonal | rising) & full
        down = rising & diagonal
        score += bool(up & top) - bool(down & top)
        up = (up << 1 | 1) & full
        down = down << 1 & full
        rising = down | ~(diagonal | up) & full
        falling = up & diagonal
    return score


def likeness(one: str, other: str) -> float:
    """1 for the same string, 0 for nothing in common."""
    longer = max(len(one), len(other))
    return 1 - distance(one, other) / longer if longer else 1.0

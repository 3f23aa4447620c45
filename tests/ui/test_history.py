"""Back to the very sentence, however one came here."""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import suppress
from pathlib import Path

from stage import desk
from textual.events import Key

from quietread.core.links import beside, is_shown, links_of
from quietread.core.trail import DEPTH
from quietread.core.view import View
from quietread.journey import Journey
from quietread.ui.app import Quietread
from quietread.ui.reader import Reader

LONG = bool(os.environ.get("QUIETREAD_LONG"))
"""Asked for here, because the sealed room drops it."""
WALKS = 50 if LONG else 3
STEPS = 20
NAMES = ("ash", "birch", "cedar", "dogwood", "elm", "fir")


def library(home: Path, seed: int = 5) -> None:
    """Six essays of several pages and sections, with links, notes and Related pages."""
    chance = random.Random(seed)
    folder = home / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    for name in NAMES:
        parts = [f"# The {name.title()}"]
        for section in range(3):
            parts.append(f"## {name.title()} {section}")
            for number in range(chance.randrange(2, 7)):
                to = chance.choice(NAMES)
                link = chance.choice(
                    [f"{to}.md", f"{to}.md#{to}-{chance.randrange(3)}", f"#{name}-{section}"]
                )
                said = f"Paragraph {number} of section {section} in {name} goes on for a while. " * 4
                parts.append(
                    f"{said}It leads [to {number}]({link}) and no further. It ends here.[^{section}]"
                )
        parts += [f"[^{section}]: A note in section {section} of {name}." for section in range(3)]
        others = chance.sample([one for one in NAMES if one != name], 3)
        parts += ["## Related", "\n".join(f"- [The {one.title()}]({one}.md) - a tree" for one in others)]
        (folder / f"{name}.md").write_text("\n\n".join(parts) + "\n", "utf-8")


def where(view: View) -> tuple[object, ...]:
    """Everything of a view that has to come back."""
    here = view.reading
    return (
        view.essay.slug,
        view.part,
        None if view.at_related else (view.page_number, view.place, view.cursor, view.link, here),
        view.lead,
    )


async def quiet(app: Quietread) -> None:
    """Wait until app and screen have nothing left to do; much sooner than a pilot does."""
    for _ in range(3):
        for pump in (app, app.screen):
            done = asyncio.Event()
            pump.call_later(done.set)
            with suppress(TimeoutError):  # a screen that is closed meanwhile answers no more
                await asyncio.wait_for(done.wait(), 0.05)


async def press(app: Quietread, *keys: str) -> View:
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
        await quiet(app)
    screen = app.screen
    assert isinstance(screen, Reader)
    return screen.view


MOVES = ["space", "b", "j", "j", "k", "tab", "shift+tab", "right_square_bracket", "left_square_bracket", "r"]


async def step(app: Quietread, chance: random.Random) -> View:
    """Move about in the essay, then follow something; the view that was left."""
    view = await press(app, *chance.choices(MOVES, k=chance.randrange(5)))
    if not view.at_related and not (links_of(view) and chance.random() < 0.5):
        view = await press(app, "r")
    if view.at_related:
        number = chance.randrange(len(view.leads))
        left = await press(app, *["down"] * number)
        await press(app, "enter")
        return left
    if chance.random() < 0.5 and beside(view, 1) is not None:
        left = await press(app, "tab")
        assert left.link is not None
        await press(app, "enter")
        return left
    app.post_message(Key("o", "o"))
    await quiet(app)
    await press(app, "1")
    first = links_of(view)[0]
    return view._replace(link=(first.start, first.end)) if is_shown(view, first) else view


def app(home: Path, name: str = "ash", size: tuple[int, int] = (80, 24)) -> Quietread:
    if not (home / "data").exists():
        library(home)
    at = desk(home, ["pause.kind=none"])
    essay = at.find(name)
    return Quietread(at, at.opened(essay, *size))


async def test_back_lands_on_the_same_sentence_after_random_walks(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for walk in range(WALKS):
            chance = random.Random(walk)
            left = [where(await step(stage, chance)) for _ in range(STEPS)]
            ended = where(await press(stage))
            found = [where(await press(stage, chance.choice(("H", "backspace")))) for _ in range(STEPS)]
            assert found[::-1] == left, walk
            again = [where(await press(stage, "L")) for _ in range(STEPS)]
            assert again == [*left[1:], ended], walk


async def test_the_trail_survives_quitting(sealed_room: Path) -> None:
    chance = random.Random(3)
    first = app(sealed_room)
    async with first.run_test(size=(80, 24)) as pilot:
        left = [where(await step(first, chance)) for _ in range(5)]
        last = (await press(first)).essay.slug
        await pilot.press("q")
    first.desk.close()
    second = app(sealed_room, last)
    async with second.run_test(size=(80, 24)):
        found = [where(await press(second, "H")) for _ in range(5)]
        assert found[::-1] == left
        assert where(await press(second, "L")) == left[1]
    second.desk.close()


async def test_before_the_first_essay_lies_the_shelf(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)) as pilot:
        await press(stage, "r", "1")
        await press(stage, "H")
        await pilot.press("H")
        await pilot.pause()
        assert not isinstance(stage.screen, Reader)


async def test_a_file_that_is_gone_is_passed_over(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)):
        first = await press(stage, "j", "j")
        second = (await press(stage, "r", "1")).essay
        leads = (await press(stage, "r")).leads
        onward = next(number for number, lead in enumerate(leads, 1) if lead.slug != first.essay.slug)
        third = (await press(stage, str(onward))).essay
        Path(stage.desk.paths[second.id]).unlink()
        assert where(await press(stage, "H", "b"))[:3] == where(first)[:3]
        assert (await press(stage, "L")).essay.slug == third.slug


async def test_an_essay_that_has_changed_opens_where_it_was_left(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)):
        left = await press(stage, "right_square_bracket", "r", "1")
        file = Path(stage.desk.paths["ash"])
        file.write_text("# The Ash\n\nNew words before everything.\n\n" + file.read_text("utf-8"), "utf-8")
        back = await press(stage, "H")
        assert (back.essay.slug, back.part) == ("ash", left.part) or back.essay.slug == "ash"
        assert back.essay.text[back.place :].startswith("Ash 1")


async def test_b_on_related_is_the_very_page_even_after_a_walk_and_a_resize(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)) as pilot:
        before = where(await press(stage, "space", "j", "j", "tab"))
        await press(stage, "r", "2")
        await press(stage, "H")
        await pilot.resize_terminal(70, 30)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert where(await press(stage, "b")) == before


async def test_b_on_related_stays_in_the_essay_opened_from_the_shelf(sealed_room: Path) -> None:
    library(sealed_room)
    (sealed_room / "data" / "quietread" / "essays" / "short.md").write_text(
        "# A short one\n\nIt ends.\n", "utf-8"
    )
    one = app(sealed_room)
    async with one.run_test(size=(80, 24)):
        view = await press(one, "space", "r", "backspace", "slash", *"short", "enter", "enter")
        assert (view.essay.slug, view.at_related) == ("short", False)
        view = await press(one, "space", "b")
        assert (view.essay.slug, view.at_related) == ("short", False)


async def test_what_was_set_in_one_essay_holds_in_the_next(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)):
        assert (await press(stage, "minus", "minus", "r", "1")).manner.measure == 60
        assert (await press(stage, "H")).manner.measure == 60


async def test_what_came_in_by_standard_input_can_be_come_back_to(sealed_room: Path) -> None:
    library(sealed_room)
    at = desk(sealed_room, ["pause.kind=none"])
    ash = at.find("ash")
    streamed = ash._replace(id="streamed", slug="streamed", source="-")
    stage = Quietread(at, at.opened(streamed, 80, 24))
    async with stage.run_test(size=(80, 24)):
        before = where(await press(stage, "space", "j"))
        assert (await press(stage, "r", "1")).essay.slug != "streamed"
        assert where(await press(stage, "H", "b")) == before


async def test_what_was_opened_from_the_shelf_is_visited_too(sealed_room: Path) -> None:
    stage = app(sealed_room)
    async with stage.run_test(size=(80, 24)) as pilot:
        left = await press(stage, "space", "space")
        await pilot.press("H")
        await pilot.pause()
        await pilot.press("slash", *"birch", "enter", "enter")
        await pilot.pause()
        assert (await press(stage)).essay.slug == "birch"
        again = await press(stage, "H")
        assert (again.essay.slug, again.part, again.place) == ("ash", left.part, left.place)
        assert (await press(stage, "L")).essay.slug == "birch"
        assert (await press(stage, "L")).message == "nothing lies ahead"


async def test_another_essay_on_another_day_leads_back_to_the_one_read_last(sealed_room: Path) -> None:
    first = app(sealed_room)
    async with first.run_test(size=(80, 24)) as pilot:
        left = await press(first, "r", "1", "space")
        await pilot.press("q")
    first.desk.close()
    for name in ("elm", "elm"):
        second = app(sealed_room, name)
        async with second.run_test(size=(80, 24)):
            again = await press(second, "H")
            assert (again.essay.slug, again.part, again.place) == (left.essay.slug, left.part, left.place)
            assert (await press(second, "H")).essay.slug == "ash"
            await press(second, "L", "L")
        second.desk.close()


def test_two_hundred_stops_are_remembered_and_outlive_the_run(sealed_room: Path) -> None:
    library(sealed_room)
    first = desk(sealed_room)
    journey = Journey(first)
    views = [first.open_slug(name, 80, 24) for name in NAMES]
    for number in range(DEPTH + 5):
        journey.visit(views[number % len(NAMES)])
    first.close()
    second = Journey(desk(sealed_room))
    assert len(second.trail.past) == DEPTH == 200
    found = second.back(views[0])
    assert found is not None
    assert found.essay.slug == NAMES[(DEPTH + 4) % len(NAMES)]

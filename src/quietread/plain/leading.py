"""Lists that lead somewhere: Related, contents, links, the map, the shelf."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from quietread.core import walk
from quietread.core.atlas import HERE, NONE, SAID, Star
from quietread.core.duration import minutes
from quietread.core.essay import Essay
from quietread.core.links import Link
from quietread.core.links import links as links_of
from quietread.core.text import fold, many
from quietread.core.text import line as one_line
from quietread.core.view import Lead
from quietread.desk import Desk
from quietread.errors import NotFoundError, QuietreadError
from quietread.journey import Chart, aim, at_heading
from quietread.noted import returned
from quietread.offers import EVERYTHING, Shelved
from quietread.plain.conversation import COLS, END, ROWS, Conversation
from quietread.plain.lines import Lines, ended, entry_line, lead_line, number, quoted, sentence

OPENING = 8
"""Words of a section without a heading that stand for one."""
QUOTES = 3
"""Kept sentences that Related shows; the others are counted."""


def list_related(talk: Conversation, leads: Sequence[Lead], quotes: Sequence[str] = ()) -> None:
    """What was kept, and where one can go on."""
    if quotes:
        talk.say("You kept:")
    for quote in quotes[:QUOTES]:
        talk.say(one_line(quote))
    if len(quotes) > QUOTES:
        talk.say(f"And {len(quotes) - QUOTES} more.")
    title = ""
    for at, lead in enumerate(leads, 1):
        heading = "Also leads here:" if lead.back else "Related:"
        if heading != title:
            title = heading
            talk.say(heading)
        talk.say(lead_line(at, lead))
    if leads:
        talk.choose([partial(_follow_lead, talk, lead) for lead in leads], "Number opens, Enter closes.")
    else:
        talk.say(f"{ended(f'That was {talk.essay.title}')} {END}")


def _follow_lead(talk: Conversation, lead: Lead) -> None:
    if lead.address:
        talk.say(lead.address)
    elif lead.slug is None:
        raise NotFoundError(f"{lead.title} (not in this library)")
    elif talk.desk.is_file_of(talk.essay, lead.slug):
        talk.journey.visit(talk.reading)
        talk.go(walk.home(talk.reading))
    else:
        _follow(talk, lead.slug)


def _follow(talk: Conversation, slug: str) -> None:
    talk.come(talk.opened(slug))


def related(talk: Conversation, rest: str) -> None:
    """List Related, or open an entry of it."""
    essay = talk.essay
    talk.wait_for_library()
    leads = talk.desk.leads(essay)
    if rest:
        _follow_lead(talk, leads[number(rest, len(leads)) - 1])
    elif leads:
        list_related(talk, leads)
    else:
        talk.say("No Related here, and no essay leads here.")


def contents(talk: Conversation, rest: str) -> None:
    """List the sections."""
    view = talk.reading
    if not view.parts:
        raise NotFoundError("no sections")
    talk.say("Contents:")
    section = -1
    for part in view.parts:
        title = _heading(view.essay, part.section)
        if part.section == section:
            title = f"{title}, continued"
        section = part.section
        here = "here" if part.index == talk.shown else ""
        talk.say(entry_line(part.index + 1, title, "", many(minutes(part.words), "minute"), here))
    talk.choose([partial(go_to, talk, part.start) for part in view.parts], "Number goes there, Enter closes.")


def go_to(talk: Conversation, offset: int) -> None:
    """Go to a place in the open essay."""
    talk.go(walk.go(talk.reading, offset))


def _heading(essay: Essay, number: int) -> str:
    section = essay.sections[number]
    first = " ".join(section.body[0].text.split()[:OPENING]) if section.body else ""
    return section.heading or (f"{first}..." if number else essay.title)


def open_named(talk: Conversation, rest: str) -> None:
    """Open an essay by its name, its title, or its file."""
    if rest in ("", "-"):
        raise QuietreadError("open NAME: a name, a title, or a file")
    talk.come(talk.desk.opened(talk.desk.find(rest), COLS, ROWS))


def shelf(talk: Conversation, rest: str) -> None:
    """List every essay, or those that hold the words."""
    talk.wait_for_library()
    if not rest:
        say_echo(talk.lines, talk.desk, "echo goes there.")
    shelved = print_shelf(talk.lines, talk.desk, rest)
    if shelved:
        closing = "Number opens, Enter closes." if talk.view else "Number opens, q leaves."
        talk.choose([partial(_follow, talk, one.entry.slug) for one in shelved], closing)


def say_echo(lines: Lines, desk: Desk, hint: str = "") -> None:
    """The kept sentence that returns, if it is wanted; `hint`: how to go there."""
    one = returned(desk) if desk.settled.settings.echo else None
    if one is not None and one.mark is not None:
        lines.say(f"Once kept: {quoted(one.mark)} In {ended(one_line(one.title))} {hint}".rstrip())


def print_shelf(lines: Lines, desk: Desk, wanted: str = "") -> list[Shelved]:
    """Print the essays with every word of `wanted` in title, author or opening; returns them."""
    library, counts = desk.look_again(), desk.tally.counts()
    words = fold(wanted).split() if wanted else []
    shelved = [
        one
        for one in desk.shelf()
        if all(word in fold(f"{one.entry.title} {one.entry.author} {one.entry.line}") for word in words)
    ]
    if not shelved and words:
        lines.say(f"Nothing on the shelf holds {wanted}.")
    elif not shelved:
        lines.say("No essays here. quietread add FILE brings one in.")
    group = ""
    for at, one in enumerate(shelved, 1):
        if one.group != group:
            group = one.group
            lines.say("The shelf:" if group == EVERYTHING else f"{sentence(group)[:-1]}:")
        kept = f"{counts[one.entry.id]} kept" if one.entry.id in counts else ""
        facts = many(one.entry.minutes, "minute"), one.state, kept
        lines.say(entry_line(at, one.entry.title, one.entry.line, *facts))
    for problem in () if words else library.problems:
        lines.say(problem)
    return shelved


def links(talk: Conversation, rest: str) -> None:
    """List the links of this section."""
    found = links_of(talk.part.blocks)
    if not found:
        talk.say("No links here.")
        return
    talk.wait_for_library()
    talk.say("Links in this section:")
    for at, link in enumerate(found, 1):
        talk.say(f"{at}. {link.label}: {_led(talk, link)}")
    talk.choose([partial(_follow_link, talk, link) for link in found], "Number follows, Enter closes.")


def _led(talk: Conversation, link: Link) -> str:
    led = aim(talk.desk, talk.essay, link, spoken=True)
    if led.block is not None and link.kind == "footnote":
        return ended(led.block.text)  # its sign is the link's own
    if led.block is not None or led.entry is not None:
        return ended(f"leads to {led.words}")
    # an address has to be told from the full stop behind it
    return led.words if link.href and led.words.endswith(link.href) else ended(led.words)


def _follow_link(talk: Conversation, link: Link) -> None:
    """Go where a link leads; what is no place to read, a footnote among it, is only said."""
    led = aim(talk.desk, talk.essay, link)
    if led.entry is not None:
        talk.come(at_heading(talk.desk.open_path(led.entry.path, COLS, ROWS), led.fragment))
    elif led.block is not None and link.kind != "footnote":
        talk.journey.visit(talk.reading)
        talk.go(walk.go(talk.reading._replace(message=""), led.block.start))
    else:
        said = _led(talk, link)
        talk.say(sentence(said) if led.within else said)


def essays_map(talk: Conversation, rest: str) -> None:
    """List the essays and what they lead to."""
    talk.wait_for_library()
    chart = Chart(talk.desk, talk.view.essay if talk.view else None)
    if not chart.first:
        talk.say("No essays to map here.")
        return
    around = chart.around(chart.first)
    here = f"{sentence(HERE)} " if chart.here else ""
    talk.say(f"The map around {ended(around.here.title)} {here}{sentence(around.here.facts)}")
    listed: list[Star] = []
    for side, heading in SAID.items():
        stars = around.side(side)
        if stars:
            talk.say(heading)
        elif side in NONE:
            talk.say(sentence(NONE[side]))
        for star in stars:
            listed.append(star)
            facts = [star.facts, "leads back here" if star.slug in around.both else ""]
            talk.say(f"{len(listed)}. {ended(star.title)} {sentence(', '.join(filter(None, facts)))}")
    if around.uncounted:
        talk.say(f"And {around.uncounted} more. shelf lists every essay.")
    talk.choose([partial(_follow, talk, star.slug) for star in listed], "Number opens, Enter closes.")

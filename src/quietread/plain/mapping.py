"""The map of the essays, as lines: where one is, what is read, where one kept something, what leads where."""

from __future__ import annotations

from functools import partial

from quietread.core.atlas import HERE, NONE, SAID, Star
from quietread.mapping import Chart
from quietread.plain.answers import ended, sentence
from quietread.plain.conversation import Conversation
from quietread.plain.leading import follow, offer


def essays_map(talk: Conversation, rest: str) -> None:
    """The essays around this one, or around the first there is."""
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
    offer(talk, [partial(follow, talk, star.slug) for star in listed], "Number opens, Enter closes.")

"""Searching a library of 10,000 essays (100 MB): the index, and the first results of a query with and without it.

All of it is work of one thread, so the time is the processor's: that of a busy machine would tell of the others.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from quietread.storage.cache import Cache
from quietread.storage.library import Library, Shelves, look_through
from quietread.storage.paths import bundled
from quietread.storage.texts import Texts

T = TypeVar("T")

SIZE = 10_000
"""Characters of an essay."""
EASTERN = 50
"""One essay in so many is Chinese."""
RARE, PHRASE, CHINESE = "quernstone", "the lamp that nobody had trimmed", "缓慢地读"
"""Each put into a few essays: a word, common words in a row, and four characters."""
SYLLABLES = ("ba", "lo", "mi", "tra", "qu", "e", "sen", "or", "ti", "ver", "xa", "ny", "gl", "o")
HANZI = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取完举色"
"""Common characters, from which running text is made."""


def main(essays: int = 10_000) -> None:
    """Print the tables."""
    with TemporaryDirectory(prefix="quietread-") as name:
        folder = Path(name)
        total = write(folder / "essays", essays)
        cache = Cache(folder / "cache" / "library.db", patience=2)
        library, looked = timed(lambda: look_through(Shelves(folder / "essays", bundled=False), cache))
        texts = Texts(cache)
        before = {query: first(texts, library, query) for query in queries()}
        size = stored(cache)
        _, built = timed(texts.renew)
        _, again = timed(texts.renew)
        print(f"| {essays:,} essays, {total / 1e6:.0f} MB | |")
        print("|---|---|")
        print(f"| read and listed for the first time | {looked:.1f} s |")
        print(f"| index built | {built:.1f} s |")
        print(f"| index looked over, nothing new | {1000 * again:.0f} ms |")
        print(f"| size of the index | {(stored(cache) - size) / 1e6:.0f} MB |")
        print(
            "\n| looked for | essays that hold it | first result, ms | all, ms | first without the index, ms |"
        )
        print("|---|---|---|---|---|")
        for query, kind in queries().items():
            count, soonest, whole = best(texts, library, query)
            print(
                f"| {kind}: {query} | {count:,} | {1000 * soonest:.1f} | {1000 * whole:.0f} "
                f"| {1000 * before[query][1]:.1f} |"
            )
        cache.close()


def queries() -> dict[str, str]:
    """What is looked for, and what kind of thing that is."""
    return {
        RARE: "a rare word",
        "the": "a common word",
        PHRASE: "a phrase of common words",
        "margin of the unread": "a phrase nobody wrote",
        CHINESE: "Chinese",
        CHINESE[:2]: "two characters",
    }


def best(texts: Texts, library: Library, query: str, runs: int = 5) -> tuple[int, float, float]:
    """How many essays hold it, and the seconds to the first and to the last of them, at best."""
    found = [first(texts, library, query) for _ in range(runs)]
    return found[0][0], min(one[1] for one in found), min(one[2] for one in found)


def first(texts: Texts, library: Library, query: str) -> tuple[int, float, float]:
    """How many essays hold it, and the seconds to the first and to the last of them."""
    start = time.process_time()
    stamps = [time.process_time() - start for _ in texts.find(library.entries, query)]
    whole = time.process_time() - start
    return len(stamps), stamps[0] if stamps else whole, whole


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and the seconds it takes."""
    start = time.process_time()
    return work(), time.process_time() - start


def stored(cache: Cache) -> int:
    """Bytes in the cache's file, what has been freed not counted."""
    pages, free, size = (
        cache.ask(f"PRAGMA {name}")[0][0] for name in ("page_count", "freelist_count", "page_size")
    )
    return (int(pages) - int(free)) * int(size)


def write(folder: Path, essays: int) -> int:
    """A library of so many essays; its characters in all."""
    chance = random.Random(1)
    words = [word for essay in _bundled() for word in re.findall(r"[^\s#>*_\[\]()]+", essay)]
    marked = {essays // 7 * number: (RARE, PHRASE) for number in (1, 3, 5)}
    folder.mkdir(parents=True)
    total = 0
    for number in range(essays):
        eastern = number % EASTERN == EASTERN - 1
        pieces = list(_hanzi(chance) if eastern else _prose(chance, words))
        for more in (CHINESE,) if eastern and number % (7 * EASTERN) < EASTERN else marked.get(number, ()):
            pieces.insert(chance.randrange(len(pieces)), more)
        text = "\n\n".join(" ".join(pieces[at : at + 12]) for at in range(0, len(pieces), 12))
        (folder / f"essay-{number:05}.md").write_text(f"# Essay {number}\n\n{text}\n", "utf-8")
        total += len(text)
    return total


def _bundled() -> Iterator[str]:
    return (file.read_text("utf-8") for file in sorted(bundled("essays").iterdir(), key=lambda one: one.name))


def _prose(chance: random.Random, words: list[str]) -> Iterator[str]:
    """Pieces of the bundled essays, with invented words among them as seldom as rare words are."""
    size = 0
    while size < SIZE:
        start = chance.randrange(len(words) - 12)
        piece = words[start : start + chance.randint(2, 12)]
        if chance.random() < 0.3:
            piece = [*piece, "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))]
        yield " ".join(piece)
        size += sum(map(len, piece)) + len(piece)


def _hanzi(chance: random.Random) -> Iterator[str]:
    for _ in range(SIZE // 40):
        yield "".join(chance.choices(HANZI, k=39)) + "。"


if __name__ == "__main__":
    main()

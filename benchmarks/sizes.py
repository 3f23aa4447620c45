"""What size costs a reader: a long essay, a large library, many marks, each beside a small one in the same run."""

from __future__ import annotations

import statistics
from pathlib import Path

from benchmarks.ground import Ground, ground, prose
from quietread.core.markdown import read_markdown

WORDS, ESSAYS, MARKS = (2_000, 100_000), (10, 10_000), (0, 10_000)
SEEN = "tide was"
"""Words of every page."""
LISTED = "gherkins"
"""A word of the shelf's first page."""
HOME = "\x1b[H"
PAGES = 3
"""Turned in every run: the shelf of the small library has no more."""

Figures = dict[str, list[float]]
START, PAGE, MEMORY = "to the first text, ms", "key to screen, ms", "memory, MiB"


def main(runs: int = 10) -> None:
    """Print the table: medians of the small and of the large, by turns, and how they compare."""
    print(f"| median of {runs} | small | large | × |")
    print("|---|---|---|---|")
    for what, pair in (("words", WORDS), ("essays in the library", ESSAYS), ("marks in the essay", MARKS)):
        with ground() as here, ground() as there:
            files = [prepared(one, what, size) for one, size in zip((here, there), pair, strict=True)]
            found: list[Figures] = [{START: [], PAGE: [], MEMORY: []} for _ in pair]
            for number in range(runs + 1):
                for one, file, figures in zip((here, there), files, found, strict=True):
                    one_run(one, file, figures if number else {START: [], PAGE: [], MEMORY: []})
        for name in (START, PAGE, MEMORY):
            small, large = (statistics.median(figures[name]) for figures in found)
            label = f"{pair[0]:,} → {pair[1]:,} {what}: {name}"
            print(f"| {label} | {small:.1f} | {large:.1f} | {large / small:.2f} |", flush=True)


def prepared(here: Ground, what: str, size: int) -> Path | None:
    """The essay that is opened, already known; None for the shelf, in a library of `size` essays."""
    if what == "words":
        return here.essay(size, known=True)
    if what == "marks in the essay":
        file = here.essay(100_000, known=True)
        mark(here, file, size)
        return file
    folder = here.folder / "data" / "quietread" / "essays"
    folder.mkdir(parents=True)
    for number in range(size):
        text = f"# Essay {number:05}\n\nThe tide was late. {'Somebody said so. ' * 20}\n"
        (folder / f"essay-{number:05}.md").write_text(text, "utf-8")
    here.run("list")
    return None


def mark(here: Ground, file: Path, count: int) -> None:
    """A marks file of so many marks, one a sentence, round and round."""
    essay = read_markdown(prose(100_000), file.stem)
    blocks = [block for section in essay.sections for block in section.blocks]
    spans = [(one.start, one.end) for block in blocks for one in block.sentences]
    said = [f'[essay]\nid = "{file.stem}"\n\n[[edition]]\nsha256 = "{essay.edition}"\n']
    for number in range(count):
        start, end = spans[number % len(spans)]
        said.append(
            f'[[mark]]\nid = "{number:012}"\ncreated = 2026-03-01 21:00:00+00:00\nkind = "sentence"\n'
            f"quote = '{essay.text[start:end]}'\nstart = {start}\nend = {end}\nedition = \"{essay.edition[:12]}\"\n"
        )
    folder = here.folder / "data" / "quietread" / "marks"
    folder.mkdir(parents=True)
    (folder / f"{file.stem}.toml").write_text("\n".join(said), "utf-8")


def one_run(here: Ground, file: Path | None, figures: Figures) -> None:
    """Start, turn some pages, look at the memory."""
    with here.reader(*([str(file)] if file else [])) as session:
        began = session.wait_for(SEEN if file else LISTED, 60)
        if began is None:
            raise RuntimeError("the text never came")
        figures[START].append(1000 * began)
        session.idle(0.3)
        for _ in range(PAGES):
            took = session.answer(" ")
            if took is None:
                raise RuntimeError("the page never came")
            figures[PAGE].append(1000 * took)
        figures[MEMORY].append(session.rss())
        session.send(HOME)  # the place is remembered, and the next run is to begin where this one did
        session.settle()


if __name__ == "__main__":
    main()

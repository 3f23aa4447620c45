"""Long sections are parted, and parted where the author asks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.essay import Essay
from quietread.core.markdown import read_markdown
from quietread.core.parts import parts


def essay_of(*sizes: object) -> Essay:
    """A section with paragraphs of so many words; a string stands as it is."""
    blocks = [" ".join(["word"] * size) if isinstance(size, int) else str(size) for size in sizes]
    return read_markdown("# T\n\n" + "\n\n".join(blocks), "t")


def sizes(essay: Essay, split: int = 400) -> list[int]:
    return [part.words for part in parts(essay, split)]


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ([400], [400]),
        ([200, 200], [400]),
        ([201, 200], [201, 200]),
        ([100] * 6, [300, 300]),
        ([100] * 10, [200, 300, 200, 300]),
        ([70] * 10, [210, 280, 210]),
        ([1000], [1000]),
        ([20, 1000, 20], [1040]),
        ([100, 1000, 100], [100, 1000, 100]),
        ([30, 30, 500], [60, 500]),
        ([500, 59], [559]),
        ([150, "### Inner", 150, 150], [150, 300]),
        (["### Inner", 500], [500]),
    ],
)
def test_where_long_sections_are_cut(blocks: list[int | str], found: list[int]) -> None:
    assert sizes(essay_of(*blocks)) == found


def test_a_part_never_ends_with_a_heading() -> None:
    essay = essay_of(*[120, "### Inner"] * 10, 120)
    assert all(part.blocks[-1].kind != "heading" for part in parts(essay, 400))


def test_split_is_the_reader_s() -> None:
    essay = essay_of(*[100] * 6)
    assert sizes(essay, 0) == [600]
    assert sizes(essay, 600) == [600]
    assert sizes(essay, 599) == [300, 300]
    assert sizes(essay_of(100, 100), 100) == [200]


def test_pauses_of_the_author() -> None:
    essay = essay_of(
        10, "<!-- pause: 3 -->", 10, "<!-- pause: none -->", "## Next", 10, "<!-- pause -->", "### Inner", 10
    )
    found = [(part.section, part.breaths, part.words) for part in parts(essay, 400)]
    assert found == [(0, None, 10), (0, 3, 10), (1, 0, 10), (1, 1, 10)]


def test_a_pause_after_a_heading_is_the_section_s() -> None:
    essay = essay_of(10, "## Next", "<!-- pause: 2 -->", 10, "### Inner", "<!-- pause: 4 -->", 10)
    assert [(part.breaths, part.words) for part in parts(essay, 400)] == [(None, 10), (2, 20)]


def test_parts_are_numbered_and_compared_by_identity() -> None:
    essay = essay_of(300, 300, "## Next", 10)
    found = parts(essay, 400)
    assert [part.index for part in found] == [0, 1, 2]
    assert [part.section for part in found] == [0, 0, 1]
    assert found[0] != parts(essay, 400)[0]


def test_an_essay_without_words_has_no_parts() -> None:
    assert parts(essay_of(), 400) == ()


@settings(derandomize=True, max_examples=200)
@given(
    st.lists(
        st.one_of(st.integers(1, 400), st.sampled_from(["### Inner", "## Next", "---", "<!-- pause -->"])),
        max_size=25,
    ),
    st.sampled_from([0, 100, 400, 2000]),
)
def test_parts_are_the_essay(blocks: list[int | str], split: int) -> None:
    essay = essay_of(*blocks)
    found = parts(essay, split)
    assert tuple(block for part in found for block in part.blocks) == essay.blocks
    assert [part.start for part in found] == [part.blocks[0].start for part in found]
    asked = sum(block.pause > 0 for block in essay.blocks)
    for index, section in enumerate(essay.sections):
        here = [part.words for part in found if part.section == index]
        assert sum(here) == section.words
        if len(here) > 1 and not asked:
            assert section.words > split
            assert min(here) >= 60
            assert len(here) <= -(-section.words // 300)

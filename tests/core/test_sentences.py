"""Where sentences end. In the table "|" stands where one sentence ends and the next begins."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quietread.core.sentences import stops
from quietread.core.text import clean, collapse

ENGLISH = """
It rained. |We stayed in.
Yes. |No. |Maybe.
Hm. |Ah! |Oh? |Well.
Really?! |Yes. |No!!! |Yes.
Mr. and Mrs. Okafor came by. |They left at once.
Dr. A. J. Loom never set it. |He listened.
J. R. R. Finch wrote it. |He did.
We met Prof. Lind at St. Paul's. |Then we left.
It was 5 p.m. |He left.
It was 5 p.m. on a Monday. |Nobody spoke.
He was up at 4 a.m. again. |So was I.
The U.S. is large. |It is loud.
She lived in the U.S. |Then she went home.
She owes $3.50. |Cheap!
Pi is 3.14159, more or less. |Less, mostly.
Version 3.5.2 is out. |Nobody cares.
On the 3rd of May it snowed. |On the 4th it did not.
It ended in 1999. |The next year was better.
The 1st. |The 2nd. |The last.
Wait... what? |No.
Well... I think so. |Yes.
It goes on… and on. |Then it stops.
It is over… |He left.
He did . . . and left. |Then he came back.
“Yes.” |“No.” |“Maybe.”
“Go,” she said. |He went.
“What?” she asked. |“No!” |He left.
“What?” Mary asked. |“Nothing.”
“Stop!” the old man cried. |Nobody stopped.
"What?" she said. |He left.
'No.' |She left.
She said, “Go.” |And he went.
He said “I am”. |Then he was not.
He asked himself “why?” and went on. |Nobody knew.
“It is late. I am tired.” |She yawned.
“‘Yes.’” |She left.
“Oh!” said I. |“Ah!”
He left.” |She stayed.
(It was late.) |Dr. Smith came.
(He left.) |(She stayed.) |Nobody saw.
[He paused.] |Then he went on.
He left (it was late). |She stayed.
He left. |(It was late.) |She stayed.
He gave it to the clerk (who cried, and would not say why.) |It was raining.
He left (see p. 5). |She stayed.
He left.) |She stayed.
Stop!—What? |No.
Stop! — What is that? |Nothing.
Wait—what? |Yes.
He said it. |—What? |—Nothing.
“I know.”—“Do you?” |He did.
1. One thing and another. |It goes on.
II. The beginning. |It was short.
(a) The first. |It was long.
See cf. vol. 3 p. 4. |Then go.
Read pp. 3–4, vol. ii, ch. 5 of it. |Then rest.
See Fig. 3. |It shows nothing.
Smith et al. wrote it. |Nobody read it.
He brought pens, paper, etc. and left. |It was enough.
Tools, i.e. a spade, e.g. this one. |Take it.
No. 5 is alive. |No. |It is not.
He said no. |Nobody minded.
It was me. |I did it.
He fell ill. |She did not.
What a day! he thought. |Then it was over.
iPhone sales fell. |eBay did well.
the sea was calm. |the boat was gone. |nobody came.
'Tis true. |'Twas late.
It's late. |He's gone. |She's 'fine'.
He left.[1] |She stayed.
He left. [1] |She stayed.
He _left._ |She stayed.
*Yes.* |No.
Write to me at a.b@example.org. |Do.
See example.org/a.b?c=d. |It is there.
Hello.World is a name. |It is.
Plan B. |He left.
George W. Marsh came. |He sat down.
It cost 5 lbs. of flour. |She paid.
Blow, and the bubble will hold you, Hold, and the bubble will go; What would you have? |Only breath.
The coat is grey the hook is brass
... And then nothing. |Yes.
"""

OTHERS = """
de|Das ist z. B. gut. |Ja.
de|„Ja.“ |Er ging. |„Nein!“, sagte er.
fr|« Oui. » |Il partit. |« Non. »
fr|Il dit : « Viens ! » et partit. |Elle resta.
es|¿Qué? |¡No! |Sí.
ja|本当ですか。|はい。|「そうだ。」と言った。
zh|你好。|我很好！|真的吗？
ru|Он ушёл. |Она осталась.
hi|वह गया। |वह रुकी।
xx|One. |Two.
x-klingon|One. |Two.
|One. |Two.
"""

TABLE = [("en", row) for row in ENGLISH.strip().split("\n")]
TABLE += [(lang, row) for lang, row in (row.split("|", 1) for row in OTHERS.strip().split("\n"))]


def pieces(text: str, lang: str = "en") -> list[str]:
    return [text[begin:end] for begin, end in pairwise((0, *stops(text, lang)))]


def test_the_table_is_a_table() -> None:
    assert len(TABLE) >= 90


@pytest.mark.parametrize(("lang", "row"), TABLE, ids=[row for _, row in TABLE])
def test_sentences(lang: str, row: str) -> None:
    wanted = [one.strip() for one in row.split("|")]
    assert [one.strip() for one in pieces(row.replace("|", ""), lang)] == wanted


WORDS = st.sampled_from(
    "It was late he left . ? ! … .. — - “ ” ‘ ’ \" ' ( ) [ ] « » Mr. p.m. cf. vol. 3 1. II. I me. 。 」 「 *_ 👩 é".split()  # noqa: SIM905
)


@settings(derandomize=True, max_examples=400)
@given(
    st.lists(WORDS, min_size=1, max_size=60), st.sampled_from(["", " "]), st.sampled_from(["en", "de", "zz"])
)
def test_nothing_is_lost(words: list[str], space: str, lang: str) -> None:
    text = collapse(clean(space.join(words)))
    ends = stops(text, lang)
    assert list(ends) == sorted(set(ends))
    assert "".join(pieces(text, lang)) == text
    assert all(piece.strip() for piece in pieces(text, lang))


@settings(derandomize=True, max_examples=200)
@given(st.text(max_size=200).map(lambda text: collapse(clean(text))))
def test_nothing_is_lost_of_any_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_an_empty_text_has_no_sentence() -> None:
    assert stops("", "en") == ()


def test_a_long_speech_is_not_one_sentence() -> None:
    speech = "I went down to the river again that day. " * 5
    assert len(pieces(f"She said: “{speech.strip()}” Then she slept.")) == 6


@pytest.mark.parametrize(
    "unit", ["“Word? ", '"Word. ', "(Word. ", "« Oui. ", "word ", "‘Yes! ", "[", "a`b``c"]
)
def test_a_paragraph_without_end_is_read_in_time(unit: str) -> None:
    text = (unit * 30_000).strip()
    assert stops(text, "en")[-1] == len(text)

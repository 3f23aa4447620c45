"""Every message that a module of the full screen holds, and how the conversation says it, or why it does not."""

from __future__ import annotations

WORDS = " ".join(["word"] * 70)
ESSAY = f"""\
# Walking

One is here. Two is here. There is {WORDS}.

## Leading

[Nowhere](<>) and [back](#walking).
"""
SAID = (
    ("nothing to undo", "u", "Nothing to undo."),
    ("nothing to redo", "redo", "Nothing to redo."),
    ("nothing kept here", "shrink", "Nothing kept here; m keeps."),
    ("nothing kept yet", "kept", "Nothing kept yet. m keeps a sentence."),
    ("keeps a sentence", "kept", "Nothing kept yet. m keeps a sentence."),
    ("first section", "b", "First section."),
    ("no links here", "links", "No links here."),
    ("nothing searched for", "find", "Find TEXT, or find all TEXT."),
    ("not found: {}", "find zebra", "Not found: zebra"),
    ("nothing found", "shelf zebra", "Nothing on the shelf holds zebra."),
    ("nothing of that name", "open zebra", "zebra: no such essay; quietread list shows what there is."),
    ("nothing lies ahead", "forward", "Nothing lies ahead."),
    ("pause: still", "pause still", "Pause: still."),
    ("pause: none", "pause none", "Pause: none."),
    ("pause: moving breath", "pause moving", "Pause: moving breath."),
    ("{} min", "contents", "1. Walking. 1 minute, here."),
    ("kept already", "m 1\nm 1", "Already kept: One is here."),
    ("one sentence", "shrink", "One sentence."),
    ("no note", "note x\nu", "Undone: no note. One is here."),
    ("the note as it was", "redo", "Done again: the note as it was. One is here."),
    ("done again", "redo", "Nothing to redo."),
    ("as far as it went before", "grow\nu", "Undone: as far as it went before. One is here."),
    ("end of the section", "m 3\ngrow", "End of the section."),
    ("newest first", "kept newest", "Kept in this essay, newest first:"),
    ("by essay", "kept all", "Kept in Walking:"),
    ("written: {} in {}", "export kept.md", "Written: FOLDER/kept.md"),
    ("leads nowhere", "s 2\nlinks", "1. Nowhere: leads nowhere."),
    (
        "last section",
        "\n\n\n",
        "This was the last page. shelf lists the essays, again prints the last section.",
    ),
    ("not kept", "open resting\nu", "Undone: not kept, in Walking. There is WORDS."),
    (", in {}", "redo", "Done again: kept, in Walking. There is WORDS."),
    ("no sections", "open bare\ncontents", "No sections."),
    ("nothing to keep here", "m", "There are no words in this essay."),
)
"""A message, what is typed to come to it, in one conversation from first to last, and a line that is said then."""

TESTED = {
    "test_whatever_stands_on_the_screen_is_said": (
        "where you were, {}",
        "keep which sentence",
        "links of this section",
        "no such heading here:",
        "(not in this library)",
        "looked for: {}{}",
        " in {}",
        "{} of {}",
        "to look at",
        "it is this one",
        "not this one",
        "probably now: {}",
        "; the closest now: {}",
        "no longer in the essay{}",
        "the shelf",
        "Also leads here",
        "That was {}.",
    ),
    "test_more_than_three_kept_sentences_are_counted_at_the_end": ("and {} more",),
    "test_a_file_without_words_says_so": ("There is nothing to read in this file.",),
    "test_an_event_is_said_on_the_screen_and_in_lines": (
        "held: {}",
        "not saved: {}",
        "marks of yours, gone from the file, are in it again",
        "{} can be read again",
        "{} line {}, column {} cannot be read",
        "{} cannot be read: {}",
        "{} to look at",
        "{} came in from elsewhere",
        "{} {} taken out elsewhere",
    ),
    "test_a_finding_is_listed_with_what_it_offers": (
        "let it rest",
        "put them back",
        "open it there",
        "close it to others",
        "line {}, column {}: {}",
    ),
    "test_a_broken_file_is_named_with_the_command_that_opens_it_there": ("{} line {}, column {}",),
    "test_marks_of_a_changed_text_are_found_again_or_said_to_be_lost": ("nothing in the essay is like it",),
    "test_the_whole_library_and_what_is_kept_is_looked_through": ("in the texts", "in your notes"),
    "test_what_is_everywhere_is_not_listed_without_end": ("and others", "{} places"),
    "test_a_library_that_has_to_be_waited_for_is_named_before": (
        "looking through the library",
        "{} of {} essays {}",
        "looked through",
        "{} of {} essays looked through",
    ),
    "test_marks_without_an_essay_or_words_of_it_are_listed_as_what_they_are": (
        "its essay is not in this library",
        "(a note without words of the essay)",
        "also: {}",
    ),
    "test_an_empty_shelf_says_how_to_fill_it": ("no essays here; quietread add FILE brings one in",),
}
"""Messages that a test of its own comes to."""

UNSAID = {
    "it names keys, or a list of them": (
        "a word",
        "arrows walk",
        "copies the address",
        "enter keeps",
        "esc leaves",
        "go there",
        "new row",
        "no such key",
        "opens it",
        "read on",
        "to the end",
        "your editor",
    ),
    "lines name by numbers what a cursor or a label is moved to": (
        "a phrase of which sentence",
        "first link",
        "first word",
        "from which word",
        "keep which paragraph",
        "last link",
        "last word",
        "no link before",
        "no link further on",
        "to which word",
        ", from the {}",
    ),
    "it is about what only a screen has: colours, widths, movement, a clipboard, a browser, a title": (
        "A little more room, please.",
        " · too faint somewhere: quietread themes --check",
        "focus {}",
        "measure {}",
        "motion: still, for track mode",
        "motion: {}",
        "no browser here",
        "no colour here (NO_COLOR)",
        "notebook: {}",
        "nothing to copy here",
        "opened in the browser",
        "sent to the clipboard",
        "theme: {}",
        "theme: {}{}",
        "text from right to left; with --plain the terminal orders it",
        "too long for the clipboard: {} KB, {} is the most",
    ),
    "every pause in lines waits, and its line says so": ("read on when you like",),
    "it stands while a thread works, for which lines wait": (
        "gathering what is kept",
        "made ready to be searched",
        "not placed yet",
    ),
    "it stands on no screen": ("not found", "quietread: {}"),
}
"""Messages that are not said, by the reason."""

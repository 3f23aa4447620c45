"""What is taken away to see each test of a fault fail, and which tests have to. How it is done: `sabotage.py`.

The numbers are the rows of the list of faults that the store was built against. Kills, power cuts, full disks, crowds
and hostile hands (1, 3 to 5, 8, 9, 13) befall other processes and whole disks: their tests have companions of their
own beside them.
"""

from __future__ import annotations

import os
import tempfile
from functools import partial

import window
from nursery import Nursery

import lesser
from bites_of_words import PRIVACY, VALUES, VERSIONS
from lesser import nothing
from quietread.storage import document, durable, recovery, splice
from quietread.storage.keeper import Keeper
from quietread.storage.sheaf import Sheaf
from sabotage import Bite

WRITING = (
    Bite(  # 2
        "writing drafts while one types",
        {Nursery.ask: lesser.put_off},
        ["storage/test_crowd.py::test_a_note_killed_while_it_is_typed_comes_back"],
    ),
    Bite(  # 6
        "seeing how much was written",
        {durable.fill: lesser.filled_once},
        [
            "storage/test_durable.py::test_short_writes_are_completed",
            "storage/test_durable.py::test_a_disk_that_takes_nothing_or_lies_is_refused",
        ],
    ),
    Bite(  # 7
        "asking whether one may",
        {durable.replace: lesser.written_over},
        ["storage/test_refused.py::test_a_read_only_file"],
    ),
    Bite(  # 7, 15
        "holding what cannot be written",
        {recovery.write: nothing},
        [
            "storage/test_refused.py::test_a_read_only_file",
            "storage/test_broken.py::test_it_is_left_as_it_is_and_the_marks_are_held",
        ],
    ),
    Bite(
        "a last look before the rename",
        {durable.replace: lesser.blindly},
        ["storage/test_durable.py::test_what_someone_else_wrote_meanwhile_is_not_overwritten"],
    ),
    Bite(  # 10
        "the lock",
        {durable._try: nothing},
        [
            "storage/test_stuck.py::test_stopped_it_costs_two_seconds_and_killed_nothing",
            "storage/test_durable.py::test_the_lock_waits_and_then_says_so",
            "storage/test_durable.py::test_a_killed_holder_frees_the_lock",
        ],
    ),
    Bite(  # 11
        "following links",
        {durable.real_path: lesser.as_it_is},
        [
            "storage/test_durable.py::test_links_stay_links",
            "storage/test_durable.py::test_links_to_nothing_and_in_circles_are_refused",
            "storage/test_refused.py::test_a_link_to_another_file_system",
            "storage/test_refused.py::test_a_link_to_nothing_or_to_itself[unplugged/faults.toml]",
        ],
    ),
    Bite(  # 12
        "mode and owner of the old file",
        {durable._like: nothing},
        [
            "storage/test_durable.py::test_the_mode_of_an_old_file_stays[416]",
            "storage/test_durable.py::test_the_mode_of_an_old_file_stays[420]",
            "storage/test_refused.py::test_the_owner_of_a_file_stays",
        ],
    ),
    Bite(  # 12
        "a temporary file of one's own",
        {tempfile.mkstemp: lesser.open_to_all},
        ["storage/test_durable.py::test_a_new_file_is_for_its_owner_alone[0]"],
    ),
    Bite(  # 12
        "a folder of one's own",
        {durable.make_folder: lesser.folder_for_all},
        ["storage/test_durable.py::test_a_new_file_is_for_its_owner_alone[0]"],
    ),
    Bite(  # 35
        "asking again while a scanner holds the file",
        {durable._rename: os.replace},
        [
            "storage/test_windows.py::test_a_scanner_at_every_replace",
            "storage/test_windows.py::test_one_that_never_lets_go",
            "storage/test_durable.py::test_windows_is_asked_again_while_a_scanner_holds_the_file",
        ],
    ),
    Bite(  # 35
        "a place for locks",
        {durable.make_folder: lesser.no_folder},
        ["storage/test_windows.py::test_its_locks"],
    ),
)

FILES = (
    Bite(  # 14
        "splicing",
        {document.verified: lesser.false},
        ["storage/test_document.py::test_fuzzed_hand_edits"],
    ),
    Bite(  # 14, 35
        "minding the line ends",
        {document.parsed: lesser.by_lines},
        [
            "storage/test_document.py::test_fuzzed_hand_edits",
            "storage/test_windows.py::test_line_ends_of_windows_stay",
        ],
    ),
    Bite(  # 14
        "minding the byte-order mark",
        {document.parsed: lesser.without_bom},
        ["storage/test_document.py::test_fuzzed_hand_edits"],
    ),
    Bite(  # 14
        "sparing the comments that stand apart",
        {splice.remains: lambda _: ""},
        ["storage/test_document.py::test_what_is_deleted_leaves_no_word_and_does_not_come_back"],
    ),
    Bite(  # 15
        "leaving a broken file alone",
        {document.parsed: lesser.for_nothing},
        ["storage/test_broken.py::test_it_is_left_as_it_is_and_the_marks_are_held"],
    ),
    Bite(  # 15
        "the place where it is broken",
        {document.diagnose: lesser.hint_only},
        [
            "storage/test_broken.py::test_it_is_left_as_it_is_and_the_marks_are_held",
            "storage/test_diagnose.py::test_where_a_file_is_broken_and_what_would_help",
        ],
    ),
    Bite(  # 15
        "the last good copy",
        {recovery.last_marks: lambda *_: {}},
        ["storage/test_broken.py::test_broken_at_the_start_it_shows_the_last_good_copy"],
    ),
    Bite(  # 16
        "looking again",
        {Keeper.tick: lesser.drafts_only, window.soon: partial(window.soon, patience=0.5)},
        ["storage/test_broken.py::test_mended_by_hand_it_takes_in_what_was_held_by_itself"],
    ),
    Bite(  # 17
        "telling an accident from a wish",
        {document.is_blank: lesser.false, Sheaf._done: lesser.unaware},
        ["storage/test_marks.py::test_a_file_that_is_suddenly_empty_is_an_accident"],
    ),
    Bite(  # 17
        "knowing what was kept today",
        {Sheaf._done: lesser.unaware},
        ["storage/test_marks.py::test_a_hand_may_delete_old_marks_but_a_stale_copy_not_todays"],
    ),
    Bite(  # 17
        "comparing with the last copy",
        {recovery.missing: lambda *_: {}},
        ["storage/test_missing.py::test_they_are_missed_until_somebody_decides_and_can_be_put_back"],
    ),
    Bite(  # 17
        "copying what the reader has decided",
        {Sheaf.copy: nothing},
        ["storage/test_missing.py::test_dismissed_they_are_not_missed_again"],
    ),
    Bite(  # 31
        "leaving the file alone",
        {Keeper._place: lesser.eagerly},
        [
            "ui/test_to_look_at.py::test_a_new_edition_is_said_in_one_line_and_writes_nothing",
            "storage/test_marks.py::test_opening_and_looking_writes_nothing",
            "storage/test_marks.py::test_a_new_edition_finds_its_marks_and_leaves_the_file_alone",
        ],
    ),
)

BITES = (*WRITING, *FILES, *VERSIONS, *VALUES, *PRIVACY)

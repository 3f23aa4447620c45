"""The rest of the table in `bites.py`: what keeps the reader's words whole when versions meet, and to themselves."""

from __future__ import annotations

from repository import Repository

import lesser
from lesser import nothing
from quietread.core import merge
from quietread.storage import changing, coming_and_going, conflicts, document, heads, scan
from quietread.storage.cache import Cache
from quietread.storage.keeper import Keeper
from quietread.storage.sheaf import Sheaf
from sabotage import Bite

VERSIONS = (
    Bite(  # 18
        "deciding ties",
        {merge._canonical: lambda _: ""},
        [
            "core/test_merge.py::test_two_versions_make_the_same_mark_either_way_round",
            "core/test_merge.py::test_whole_accounts_obey_the_same_laws",
        ],
    ),
    Bite(  # 18
        "telling wordings apart",
        {merge._words: lesser.side_by_side},
        ["core/test_merge.py::test_a_merge_changes_nothing_when_done_again"],
    ),
    Bite(  # 18
        "keeping the wording that is beaten",
        {merge._words: lesser.newest},
        [
            "core/test_merge.py::test_no_wording_tag_or_unknown_key_is_dropped",
            "core/test_merge.py::test_with_an_ancestor_no_new_word_is_lost",
        ],
    ),
    Bite(  # 18
        "weighing the sides",
        {merge.decide: lambda _, mine, yours: mine or yours},
        ["core/test_merge.py::test_with_an_ancestor_both_sides_are_equal"],
    ),
    Bite(  # 19, 21
        "merging",
        {merge.merge2: lesser.ours, merge.merge3: lesser.ours},
        [
            "storage/test_conflicts.py::test_two_machines_agree_after_one_exchange",
            "storage/test_conflicts.py::test_git_branches_always_merge",
            "storage/test_git.py::test_without_it_what_git_leaves_can_be_merged_afterwards",
            "storage/test_signs.py::test_both_versions_become_one",
        ],
    ),
    Bite(  # 19
        "reading whose marks they are",
        {conflicts.copies: lesser.by_name},
        [
            "storage/test_conflicts.py::test_a_copy_is_taken_in_whatever_it_is_called[sync-LAPTOP.toml]",
            "storage/test_conflicts.py::test_a_copy_is_taken_in_whatever_it_is_called[sync 2.toml]",
            "storage/test_conflicts.py::test_a_copy_is_taken_in_whatever_it_is_called[sync (1).toml]",
        ],
    ),
    Bite(  # 19
        "a last look before a copy is put away",
        {conflicts._put_away: lesser.unlinked},
        ["storage/test_conflicts.py::test_a_copy_that_changes_while_it_is_taken_in_is_taken_in_again"],
    ),
    Bite(  # 20
        "reading whose marks they are",
        {heads.read_head: lesser.of_like_name},
        ["storage/test_conflicts.py::test_look_alike_names_fresh_and_unreadable_copies_are_left_alone"],
    ),
    Bite(  # 20
        "letting a copy settle",
        {conflicts.copies: lesser.at_once},
        ["storage/test_conflicts.py::test_look_alike_names_fresh_and_unreadable_copies_are_left_alone"],
    ),
    Bite(  # 21
        "our driver",
        {Repository.use_our_driver: nothing},
        ["storage/test_git.py::test_with_our_driver_every_merge_is_clean"],
    ),
)

VALUES = (
    Bite(  # 22
        "knowing what was decided last",
        {Sheaf._with: lesser.by_date},
        [
            "storage/test_values.py::test_whatever_the_clock_says[set back a day every time]",
            "storage/test_values.py::test_whatever_the_clock_says[standing still]",
        ],
    ),
    Bite(  # 22
        "offsets in whole minutes",
        {scan._timely: lesser.as_it_is},
        ["storage/test_values.py::test_whatever_the_clock_says[an offset with seconds]"],
    ),
    Bite(  # 22
        "minding where on earth it was",
        {merge.instant: lesser.as_written},
        ["storage/test_values.py::test_of_two_machines_whose_clocks_differ_no_word_is_lost[shift1]"],
    ),
    Bite(  # 23
        "reading back what was written",
        {scan.value_text: lesser.in_triple_quotes, document.verified: lesser.true},
        ["storage/test_values.py::test_a_note_comes_back_as_it_was_written[2]"],
    ),
    Bite(  # 23
        "a sign where half a character was",
        {scan.clean: lesser.half_dropped},
        ["storage/test_values.py::test_half_a_character_is_replaced_and_the_rest_kept"],
    ),
    Bite(  # 23
        "reading order",
        {changing._after: lambda marks, _: len(marks)},
        ["storage/test_values.py::test_ten_thousand_marks_come_back"],
    ),
)

PRIVACY = (
    Bite(  # 33
        "looking through the copies",
        {coming_and_going.forget: lesser.main_file_only},
        ["storage/test_forget.py::test_a_mark", "storage/test_forget.py::test_an_essay"],
    ),
    Bite("deleting", {coming_and_going._delete: lesser.true}, ["storage/test_forget.py::test_a_mark"]),  # 33
    Bite("clearing the cache", {Cache.tell: lesser.true}, ["storage/test_forget.py::test_a_mark"]),  # 33
    Bite(  # 34
        "silence about a broken file",
        {document.diagnose: lesser.shown},
        ["storage/test_silence.py::test_what_is_said_of_a_broken_file_shows_no_word"],
    ),
    Bite(  # 34
        "silence about what is refused",
        {Keeper._hold: lesser.told},
        ["storage/test_silence.py::test_a_refusal_shows_no_word"],
    ),
)

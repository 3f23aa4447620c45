"""What hands, editors and git leave that is no marks file any more."""

from __future__ import annotations

BROKEN_FILES = [
    ('note = "he said "yes" to me"\n', 1, 18, "backslash"),
    ('[[mark]]\nnote = "never closed\n', 2, 21, "closing quotation mark"),
    ('[[mark]]\nnote = """\nnever\nclosed\n', 2, 8, "opened at line 2"),
    ("[[mark]]\nnote = '''x\n", 2, 8, "opened at line 2"),
    ("[mark]\na = 1\n[mark]\nb = 1\n", 3, 6, "two brackets"),
    ("[[mark]\na = 1\n", 1, 7, "two brackets"),
    ("[[mark]]\nid = 'a'\nid = 'b'\n", 3, 9, "twice"),
    ("[[mark]]\nnote = “curly”\n", 2, 8, "curly"),
    ("[[mark]]\nnote = yes\n", 2, 8, "quotation marks"),
    ('[[mark]]\nnote = "C:\\users"\n', 2, 12, "backslash"),
    ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> other\n", 2, 1, "git"),
    ("just words\n", 1, 6, "="),
    ("[mark]\nquote = 'x'\n", 1, 1, "two brackets"),
    ("[removed]\nid = 'x'\n", 1, 1, "[[removed]] needs two brackets"),
    ("edition = [1]\n", 1, 1, "[[edition]] needs two brackets"),
    ("tags = ['a', 'b'\n", 1, 17, "array"),
    ('a = "\x00"\n', 1, 6, ""),
    ("x = " + "[" * 5000 + "]" * 5000, 1, 1, "deep"),
]
"""The text, the line and the column where it is broken, and a word of the hint."""

NOT_TEXT = [
    (b"a = 1\nb = 'caf\xe9'\n", 2, 9),
    ("a = 1\n".encode("utf-16"), 1, 1),
    (b"\x00" * 4096, 1, 1),
    (b"[essay]\nid = 'x'\n\x00\x00\x00\x00", 3, 1),
]
"""The bytes, the line and the column."""

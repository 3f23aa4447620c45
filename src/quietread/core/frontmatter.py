"""What an essay says of itself before its first word."""

from __future__ import annotations

import re

from quietread.core.sections import Facts

_FENCED = r"(?ms)(\+\+\+)[ ]*\n(.*?)^\+\+\+[ ]*(?:\n|\Z)|---[ ]*\n(.*?)^(?:---|\.\.\.)[ ]*(?:\n|\Z)"
_PLAIN = r"([A-Za-z_][\w-]*)[ ]*:(?:[ ]+(.*?))?[ ]*"
_QUOTED = r"'((?:[^']|'')*)'|\"((?:[^\"\\]|\\.)*)\""
_ELSE = r"\s|#|-|$"


def front_matter(text: str) -> tuple[Facts, str, tuple[str, ...]]:
    """The facts before an essay, the text after them, and problems.

    `+++` fences TOML; `---` plain `key: value` lines of YAML, of which everything else is skipped. A
    thematic break and prose are no front matter: the text is then returned as it is.
    """
    found = _fenced(text)
    if not found:
        return Facts(), text, ()
    rest = text[found.end() :]
    if found[1]:
        from quietread.core.toml import read_toml

        try:
            # the line of the opening fence counts, so that the line an error names is the file's
            return _facts(read_toml(f"\n{found[2]}")), rest, ()
        except ValueError as error:
            return Facts(), rest, (f"front matter is not TOML: {error}",)
    plain = _yaml(found[3])
    return (Facts(), text, ()) if plain is None else (_facts(plain), rest, ())


def _yaml(text: str) -> dict[str, object] | None:
    """The plain lines; None if this does not look like YAML at all."""
    lines = text.split("\n")
    found: dict[str, object] = {}
    for number, one in enumerate(lines):
        plain = re.fullmatch(_PLAIN, one)
        if not plain:
            if number == 0 or not (re.match(_ELSE, one) or ":" in one):
                return None
            continue
        found.setdefault(plain[1].lower(), _value(plain[2] or ""))
    return found


def _value(text: str) -> str:
    if quoted := re.match(_QUOTED, text):
        if quoted[1] is not None:
            return quoted[1].replace("''", "'")
        return re.sub(r"\\(.)", r"\1", quoted[2])
    if text[:1] in ("|", ">", "[", "{", "&", "*", "!", "#"):
        return ""
    return re.split(r"\s#", text, maxsplit=1)[0]


def _facts(found: dict[str, object]) -> Facts:
    known = {
        key: str(value)
        for key, value in found.items()
        if key in Facts._fields and not isinstance(value, (dict, list, bool))
    }
    return Facts(**known)


def has_front_matter(text: str) -> bool:
    """Whether a text (line ends "\\n") begins with front matter."""
    found = _fenced(text)
    return found is not None and (bool(found[1]) or _yaml(found[3]) is not None)


def _fenced(text: str) -> re.Match[str] | None:
    return re.match(_FENCED, text) if text.startswith(("+++", "---")) else None

"""What the documents say of keys, settings and commands is what the program says, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quietread.arguments import OPTIONS, command_parser
from quietread.core.commands import BY_ID, CONTEXTS, PLACES, Command
from quietread.core.keys import DEFAULT, Keymap, bind, key_name
from quietread.core.settings_table import SETTINGS, TABLE
from quietread.options import COMMANDS
from quietread.storage.scan import value_text

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)


def prose(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def table_of_keys(keymap: Keymap = DEFAULT) -> str:
    """The tables of keys as the documents show them."""

    def keys(command: Command) -> str:
        return " ".join(f"`{key}`" for key in keymap.shown(command.id))

    lines = ["| keys | reading | in the breath | in lists | name in `[keys]` |", "|---|---|---|---|---|"]
    lines += [
        f"| {keys(one)} | {one.words('reading')} | {one.words('breath')} | {one.words('lists')} | `{one.id}` |"
        for one in BY_ID.values()
        if one.words("reading") or one.words("breath") or one.words("lists")
    ]
    for context in ("picker", "map", "typing"):
        said = [
            f"{keys(one)} {one.words(context)}"
            for one in BY_ID.values()
            if one.words(context) and not one.always
        ]
        lines += ["", f"{PLACES[context].capitalize()}: {', '.join(said)}."]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("page", ["README.md", "docs/keys.md"])
def test_the_table_of_keys_is_the_one_of_the_program(page: str) -> None:
    found = re.search(
        r"<!-- keys: [^>]*-->\n(.*?)<!-- /keys -->", (ROOT / page).read_text("utf-8"), re.DOTALL
    )
    assert found is not None
    assert found[1] == table_of_keys()


def test_the_table_of_keys_names_every_command() -> None:
    written = table_of_keys()
    for command in BY_ID.values():
        words = [words for context in CONTEXTS if (words := command.words(context))]
        assert command.id in written or words[0] in written
    assert "| `space` `pgdn` `→` `l` |" in written
    assert "| `1–9` |" in written
    changed, _ = bind({"undo": "x"}, "")
    assert "| `x` | undo |" in table_of_keys(changed)


def test_the_settings_page_has_every_setting() -> None:
    page = (ROOT / "docs/settings.md").read_text("utf-8")
    for setting in SETTINGS:
        line = f"| `{setting.key}` | `{value_text(setting.default)}` | {setting.about}: {setting.allowed} |"
        assert line in page


@every_page
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", prose(page)):
        file = page.parent / target if target else page
        assert file.exists(), f"{page.name} links to {target}"
        if heading:
            headings = re.findall(r"^#+ (.*)$", prose(file), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}


def test_every_page_is_reached_from_the_index() -> None:
    named = set(re.findall(r"\]\(([\w.]+)[^)]*\)", (ROOT / "docs/index.md").read_text("utf-8")))
    assert {page.name for page in ROOT.glob("docs/*.md")} - {"index.md"} <= named
    assert "](docs/index.md)" in (ROOT / "README.md").read_text("utf-8")


@every_page
def test_commands_and_options_that_are_named_exist(page: Path) -> None:
    own = {name for name, *_ in OPTIONS} | {"--version", "--help"}
    text = page.read_text("utf-8")
    said = [*re.findall(r"`(quietread [^`]+)`", text), *re.findall(r"^ *(quietread .*)$", text, re.MULTILINE)]
    for line in said:
        words = re.split(r" #|\||>| {2,}|…", line)[0].split()
        command = next((word for word in words[1:] if word in COMMANDS), None)
        known = own | set(re.findall(r"--?[a-z]+", command_parser(command).format_help() if command else ""))
        for option in (word.partition("=")[0] for word in words if word.startswith("-") and word != "-"):
            assert option in known, line


def test_the_page_about_the_command_line_has_every_command_and_its_options() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)[^|]*\|.*$", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE
    )
    assert set(rows) == set(COMMANDS)
    for name in COMMANDS:
        row = re.search(rf"^\| `{name}[ `].*$", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE)
        assert row is not None
        options = set(re.findall(r"(?<!\S)--[a-z]+", command_parser(name).format_help())) - {"--help"}
        assert all(one in row[0] for one in options - {"--output"}), name


@every_page
def test_settings_and_keys_that_are_shown_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    for key in re.findall(r"`((?:pause|marks)[._]\w+) = ", text):
        assert key in TABLE, key
    for block in re.findall(r"^```toml\n(\[keys\]\n.*?)^```", text, re.DOTALL | re.MULTILINE):
        for name, keys in re.findall(r'^"([\w.]+)" = (.*?)(?: +#.*)?$', block, re.MULTILINE):
            assert name in BY_ID
            assert all(key_name(key) for key in re.findall(r'"([^"]+)"', keys))


@every_page
def test_keys_that_are_named_are_keys(page: Path) -> None:
    if page.name not in ("start.md", "reading.md", "marking.md"):
        return
    shown = {key for one in BY_ID.values() for key in one.keys}
    for row in re.findall(r"^\| ((?:`[^`]+`,? ?)+)\|", prose(page), re.MULTILINE):
        for key in (part for group in re.findall(r"`([^`]+)`", row) for part in group.split()):
            assert key_name(key) in shown, f"{page.name}: {key}"


def test_the_rooms_of_the_house_are_all_drawn() -> None:
    drawn = re.findall(
        r"^```text\n(.*?)^```", (ROOT / "docs/architecture.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    words = set(re.findall(r"\w+", drawn[-1]))
    modules = {path.stem for path in (ROOT / "src/quietread").rglob("*.py") if not path.stem.startswith("__")}
    assert modules - words == set()


@every_page
def test_every_file_a_page_names_is_there(page: Path) -> None:
    named = set(re.findall(r"[\w./]+\.py\b", page.read_text("utf-8")))
    known = [path.as_posix() for top in ("src", "tests", "benchmarks") for path in (ROOT / top).rglob("*.py")]
    known += [path.name for path in ROOT.glob("*.py")]
    assert {name for name in named if not any(f"/{one}".endswith(f"/{name}") for one in known)} == set()

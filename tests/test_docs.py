"""What the documents say of keys and settings is what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quietread.core.keys import keys_markdown
from quietread.core.settings_table import SETTINGS
from quietread.storage.values import value_text

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def test_the_readme_has_the_table_of_keys() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = re.search(r"<!-- keys: [^>]*-->\n(.*?)<!-- /keys -->", readme, re.DOTALL)
    assert found is not None
    assert found[1] == keys_markdown()


def test_the_settings_page_has_every_setting() -> None:
    page = (ROOT / "docs/settings.md").read_text("utf-8")
    for setting in SETTINGS:
        line = f"| `{setting.key}` | `{value_text(setting.default)}` | {setting.about}: {setting.allowed} |"
        assert line in page


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", prose):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"

"""The handbook: what is made from the program is up to date, links lead somewhere, pictures exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"])


def test_the_tables_of_keys_and_commands_are_those_of_the_program():
    done = subprocess.run([sys.executable, "tools/write_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_of_a_page_exists(page):
    targets = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def test_every_picture_is_shown_on_a_page():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    unused = [picture.name for picture in (ROOT / "docs" / "pictures").glob("*.svg") if f"pictures/{picture.name}" not in text]
    assert unused == []


def test_pictures_load_nothing_from_other_hosts():
    for picture in (ROOT / "docs" / "pictures").glob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        assert "url(" not in text.replace("url(#", "")
        assert "@import" not in text

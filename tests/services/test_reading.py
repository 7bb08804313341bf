import subprocess
import sys

import pytest

from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

READ = """
import sys
from datetime import date
from pathlib import Path
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store
from perftui.services import cycles, drafts, histories, people, search, settings, today, undo, units, views

store, day = open_store(Path({path!r}), Actor("li.na")), date(2026, 11, 23)
people.listing(store, people.PeopleFilter(), day).window(0, 64)
units.tree(store), cycles.listing(store, day), cycles.running(store, day), today.today_view(store, day)
search.everything(store, "zw", day), search.people_choices(store, "", day)
drafts.listing(store), views.listing(store, "people"), settings.settings(store)
undo.next_undo(store), histories.recent_steps(store)
print({{"pydantic", "sqlite_utils", "openpyxl", "textual"}} & set(sys.modules))
"""


@pytest.mark.slow
def test_reading_loads_nothing_that_only_writing_needs(tmp_path):
    path = tmp_path / "hr.db"
    open_store(path, Actor("li.na"), create=True).close()
    code = READ.format(path=str(path))
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

"""What the first frame does not need is not loaded for it: each module here costs a reader of Today a millisecond or more."""

import json
import subprocess
import sys

import pytest

from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

DEFERRED = {
    "argparse",
    "csv",
    "perftui.cli.parsers",
    "perftui.services.histories",
    "perftui.services.undo",
    "perftui.services.verification",
    "perftui.storage.node_rebuilds",
    "perftui.storage.schemas",
    "pydantic",
    "pygments",
    "rich.traceback",
    "screens.form_screens",
    "screens.goals",
    "screens.measures",
    "screens.people",
    "sqlite_utils",
    "textual.widgets._text_area",
    "widgets.dialogs.pickers",
    "widgets.fields",
    "widgets.forms",
    "yaml",
}
STARTED = """
import asyncio, json, sys
from pathlib import Path
import perftui.cli.running, perftui.cli.opening
from perftui.app import PerftuiApp
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

async def start():
    app = PerftuiApp(open_store(Path(sys.argv[1]), Actor("hanna")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        print(json.dumps({"shown": app.screen.SECTION, "loaded": sorted(sys.modules)}))

asyncio.run(start())
"""


@pytest.mark.slow
def test_the_first_frame_loads_nothing_that_it_does_not_show(tmp_path):
    open_store(tmp_path / "data.db", Actor("hanna"), create=True).close()
    said = subprocess.run([sys.executable, "-c", STARTED, tmp_path / "data.db"], capture_output=True, text=True, check=True).stdout
    start = json.loads(said)
    assert start["shown"] == "today"
    assert "screens.today" in start["loaded"]
    assert DEFERRED & set(start["loaded"]) == set()

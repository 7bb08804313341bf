"""A disk without room: the form says so and keeps what is typed, and saving works once there is room."""

import resource

import pytest
from programs import FORM, Program, opened, person, today
from textual.events import Key, Paste

from perftui.app import PerftuiApp
from perftui.services import people_edits
from perftui.storage.drivers import DiskFull
from widgets.forms import Form

slow = pytest.mark.slow
NOTE = "a long note " * 9 + "."
linux = pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux can limit another process")


def leave_room(store, pages):
    """Let the file grow by so many pages and no further."""
    taken = store.value("PRAGMA page_count")
    store.connection.execute(f"PRAGMA max_page_count = {taken + pages}")


def fill_disk(store):
    """Write until there is no room for one more note."""
    leave_room(store, 0)
    bob = store.row("SELECT id, version FROM person WHERE staff_no = 'E1'")
    for number in range(500):
        try:
            people_edits.edit_person(store, bob["id"], bob["version"] + number, today(), position=f"{number} {'note ' * 15}")
        except DiskFull:
            return
    raise AssertionError("the disk never filled up")


async def press(pilot, *keys):
    for key in keys:
        pilot.app.post_message(Paste(key) if len(key) > 20 else Key(key, None))
        await pilot.pause()
        await pilot.app.keys_settled()


@slow
async def test_a_form_keeps_its_text_on_a_full_disk_and_saves_when_there_is_room_again(company):
    with opened(company) as store:
        app = PerftuiApp(store)
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "2")
            fill_disk(store)
            await press(pilot, "f2", "enter", "enter", "enter", NOTE, "ctrl+s")
            assert "disk is full" in str(app.screen.query_one("#hint").content)
            assert app.screen.query_one(Form).values["position"] == NOTE
            leave_room(store, 1000)
            await press(pilot, "ctrl+s")
            assert not app.screen.query(Form)
        assert person(company, "E0")["position"] == NOTE


def limit_files(program, size):
    """From now on none of the program's files may grow beyond a size."""
    _soft, hard = resource.prlimit(program.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.pid, resource.RLIMIT_FSIZE, (size, hard))


@slow
@linux
@pytest.mark.terminal
def test_a_disk_that_refuses_to_write_is_told_and_does_not_end_the_program(company):
    with Program(company) as program:
        program.ready()
        program.open_form("2", "f2")
        limit_files(program, 1024)
        program.type("Alice in need\x13")
        assert "Alice in need" in program.wait_for("The disk did not take it")
        limit_files(program, resource.RLIM_INFINITY)
        program.keys("ctrl+s")
        program.wait_gone(FORM)
    assert person(company, "E0")["name"] == "Alice in need"

"""The sample company as a file is whole or not there."""

import os
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest

from perftui.services import verification
from perftui.services.demos import files
from perftui.services.demos.files import make_demo_file
from perftui.services.units import add_unit
from perftui.storage.stores import Actor
from perftui.storage.upgrades import open_store

KILLED = """
import os, sys
from pathlib import Path
from perftui.services.demos.files import make_demo_file
make_demo_file(Path(sys.argv[1]), lambda percent: os._exit(9) if percent >= 25 else None)
"""


@pytest.fixture
def small(monkeypatch):
    """A company that is made at once: here only the file matters."""
    monkeypatch.setattr(files, "make_demo", lambda store, _today, tell: (add_unit(store, "Sales"), tell(100)))


def test_a_sample_is_one_whole_file_for_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "demo.db"
    make_demo_file(path, clock=lambda: datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert [file.name for file in path.parent.iterdir()] == ["demo.db"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(open_store(path, Actor("li.na"))) as store:
        assert store.value("SELECT count(*) FROM goal") > 100
        assert verification.verify(store, is_deep=True).is_sound


def test_a_sample_that_is_interrupted_leaves_nothing(tmp_path):
    def interrupt(_percent):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_demo_file(tmp_path / "demo.db", interrupt)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("small")
def test_a_sample_whose_making_was_killed_is_not_there(tmp_path):
    path = tmp_path / "demo.db"
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == 9
    assert not path.exists()
    for left in tmp_path.iterdir():
        os.utime(left, (0, 0))
    make_demo_file(path)
    assert [file.name for file in tmp_path.iterdir()] == ["demo.db"]


@pytest.mark.usefixtures("small")
def test_a_log_left_behind_by_a_file_of_that_name_is_not_played_into_the_new_one(tmp_path):
    path = tmp_path / "demo.db"
    old = open_store(path, Actor("li.na"), create=True)
    add_unit(old, "Left behind")
    log = (tmp_path / "demo.db-wal").read_bytes()
    old.close()
    path.unlink()
    (tmp_path / "demo.db-wal").write_bytes(log)
    make_demo_file(path)
    store = open_store(path, Actor("li.na"))
    assert verification.verify(store).is_sound
    assert store.rows("SELECT name FROM unit")[0]["name"] == "Sales"
    assert store.value("SELECT count(*) FROM unit") == 1
    store.close()

"""A measurement is only worth something when the instrument is right; nothing here judges how fast anything is."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import samples, scenarios
from bench.contestants import Contestant, LostError, Step
from bench.ptys import Session
from bench.tables import Table, keep, median, p95, ratio, shown

ECHO = "import os, tty; tty.setraw(0); os.write(1, b'ready')\nwhile key := os.read(0, 9): os.write(1, b'[' + key + b']')"
needs_linux = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory and processor time are read from /proc")


def python(code: str, until: str = "ready", name: str = "echo") -> Contestant:
    return Contestant(name, (sys.executable, "-c", code), until)


@pytest.mark.terminal
def test_a_key_is_answered_with_so_many_bytes():
    with python(ECHO).opened() as session:
        press = session.press(b"ab")
        assert press.size == 4
        assert 0 < press.first <= press.last
        assert "ready[ab]" in session.text()


@pytest.mark.terminal
def test_a_key_without_an_answer_is_not_taken_for_a_fast_one():
    with python("import tty; tty.setraw(0); print('ready', flush=True)\nwhile True: input()").opened() as session:
        assert session.press(b"x", timeout=0.2).size == 0


@pytest.mark.terminal
def test_the_start_is_timed_to_the_chunk_that_shows_it():
    code = "import time; print('first', flush=True); time.sleep(0.2); print('second', flush=True); input()"
    with Session(python(code).command) as session:
        first, second = session.wait_for("first"), session.wait_for("second")
        assert second - first >= 0.19


@pytest.mark.terminal
def test_the_cursor_is_told_as_a_utf8_terminal_would():
    code = "import os, tty; tty.setraw(0); os.write(1, '\\r中中\\x1b[6n'.encode()); print(os.read(0, 9), flush=True); input()"
    with Session(python(code).command) as session:
        assert session.wait_for(r"1;5R")


@pytest.mark.terminal
@needs_linux
def test_memory_and_processor_time_count_children_too():
    held = "held = bytearray(40 << 20); print('ready', flush=True); input()"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"
    with python(child).opened() as session:
        assert len(session.processes()) == 2
        assert session.memory() > 40
        assert session.cpu() > 0


@pytest.mark.terminal
def test_whoever_does_not_get_to_the_place_is_left_out_with_a_word():
    lost = replace(python(ECHO, name="lost"), patience=0.5).going(Step(b"x", "ready.x."), Step(b"y", "never"))
    with pytest.raises(LostError, match=r"ready\[x\]"), lost.opened():
        pass
    table = scenarios.keys("Keys", [(python(ECHO), b"a"), (lost, b"a")], rounds=1, presses=3)
    assert [row[0] for row in table.rows] == ["echo"]
    assert table.at("echo", "bytes") == 3
    assert "lost: left out" in table.notes[0]


def test_middles_and_tails():
    assert median([3, 1, 2]) == 2
    assert p95(list(range(1, 101))) == 95
    assert p95([7]) == 7
    assert median([]) is p95([]) is None
    assert ratio(3, 2) == 1.5
    assert ratio(None, 2) is ratio(3, 0) is None


@pytest.mark.parametrize(("figure", "text"), [(1234.5, "1,234"), (12.34, "12.3"), (0.123, "0.12"), (None, "–"), ("SQLite", "SQLite")])
def test_figures_show_three_digits_that_count(figure, text):
    assert shown(figure) == text


def test_a_budget_is_kept_or_missed_and_not_judged_without_a_figure():
    table = Table("Keys", ("key", "ms"), [("a", 3.0)])
    table.judge("a", table.at("a", "ms"), 3)
    table.judge("a again", table.at("a", "ms"), 2)
    table.judge("b", table.at("b", "ms"), 2)
    assert table.notes == ["a: 3.00, at most 3.00 wanted: kept", "a again: 3.00, at most 2.00 wanted: **missed**"]


def test_a_new_measurement_takes_the_place_of_the_old_one_only(tmp_path):
    results = tmp_path / "RESULTS.md"
    for title, figure in (("Start", 1.0), ("Keys", 2.0), ("Start", 3.0)):
        keep(Table(title, ("what", "ms"), [("x", figure)]), results)
    text = results.read_text()
    assert text.startswith("# Measurements")
    assert text.index("## Start") < text.index("3.00") < text.index("## Keys") < text.index("2.00")
    assert "1.00" not in text


def test_made_up_people_are_many_and_the_same_each_time():
    people = list(samples.people(5000))
    assert len({number for number, *_ in people}) == 5000
    assert people == list(samples.people(5000))

"""Goals at the shell: brought in, sent out and listed."""

import io
import json
import os
import subprocess
import sys

import pytest

from perftui import i18n
from perftui.cli import places
from perftui.cli.listings import cell_width
from perftui.cli.running import run
from perftui.services import undo

DOCUMENT = """# OKRs 2026 Q4

## [P1] 提升客户满意度 Raise [retention]

- Answer within a day => 40%
- [x] Publish 8 blog posts

```
code that is no goal
```

### Sub-goal

- [ ] One more
"""


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("PERFTUI_DB", str(tmp_path / "data.db"))
    monkeypatch.setenv("USER", "hanna")
    yield tmp_path / "data.db"
    i18n.use("en")


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "okrs.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def opened(own_data):
    return places.open_store(own_data, places.actor(os.environ))


def count(own_data, table):
    store = opened(own_data)
    found = store.value(f"SELECT count(*) FROM {table}")
    store.close()
    return found


def test_a_document_is_shown_line_by_line_and_brought_in(document, own_data, capsys):
    assert run(["import", "goals", str(document), "--yes"]) == 0
    out = capsys.readouterr().out
    assert "Cycle: 2026-Q4 (new)" in out
    assert "2 new goals, 3 new key results, 2 check-ins" in out
    assert "Title of the document" in out
    assert "Code" in out
    assert "Imported: 2 new goals, 3 new key results, 2 check-ins." in out
    assert (count(own_data, "goal"), count(own_data, "key_result")) == (2, 3)


def test_the_cycle_can_be_given(document, own_data):
    assert run(["import", "goals", str(document), "--yes", "--cycle", "2027-Q1"]) == 0
    assert count(own_data, "cycle WHERE name = '2027-Q1'") == 1


def test_a_second_import_does_nothing_and_says_so(document, own_data, capsys):
    run(["import", "goals", str(document), "--yes"])
    before = count(own_data, "event")
    capsys.readouterr()
    assert run(["import", "goals", str(document), "--yes"]) == 0
    assert "Nothing is new" in capsys.readouterr().out
    assert count(own_data, "event") == before


def test_an_import_is_one_step_of_undo(document, own_data):
    run(["import", "goals", str(document), "--yes"])
    store = opened(own_data)
    assert undo.undo(store).label.values["n"] == 5
    store.close()
    assert count(own_data, "goal") == 0


def test_a_dry_run_makes_no_file(document, own_data, capsys):
    assert run(["import", "goals", str(document), "--dry-run"]) == 0
    assert "2 new goals" in capsys.readouterr().out
    assert not own_data.exists()


def test_without_yes_and_without_a_terminal_nothing_is_done(document, own_data, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run(["import", "goals", str(document)]) == 1
    assert "add --yes" in capsys.readouterr().err
    assert not own_data.exists()


def test_problems_name_file_row_and_column_and_nothing_is_imported(tmp_path, own_data, capsys):
    path = tmp_path / "goals.csv"
    path.write_text("Goal,Key result,Target,Baseline\nGrow,Customers,fifty,ten\n")
    assert run(["import", "goals", str(path), "--yes"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("goals.csv:2:")
    assert "Nothing was imported" in err
    assert not own_data.exists()


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_a_file_that_cannot_be_read_is_one_line_and_no_traceback(tmp_path, name, capsys):
    assert run(["import", "goals", str(tmp_path / name), "--yes"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("perftui: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("ending", ["md", "csv", "xlsx", "jsonl"])
def test_an_export_is_written_and_not_replaced_without_being_told(document, tmp_path, capsys, ending):
    run(["import", "goals", str(document), "--yes"])
    path = tmp_path / f"out.{ending}"
    assert run(["export", "goals", str(path)]) == 0
    assert "Wrote 5 goals and key results" in capsys.readouterr().out
    assert run(["export", "goals", str(path)]) == 1
    assert "--overwrite on the command line" in capsys.readouterr().err
    assert run(["export", "goals", str(path), "--overwrite"]) == 0


def test_an_unknown_ending_says_which_are_known(document, tmp_path, capsys):
    run(["import", "goals", str(document), "--yes"])
    assert run(["export", "goals", str(tmp_path / "out.docx")]) == 1
    assert ".csv, .xlsx, .md or .json" in capsys.readouterr().err


def test_markdown_on_standard_output_reads_back_as_what_is_there(document, tmp_path, capsys):
    run(["import", "goals", str(document), "--yes"])
    capsys.readouterr()
    assert run(["export", "goals", "-"]) == 0
    again = tmp_path / "again.md"
    again.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["import", "goals", str(again), "--yes"]) == 0
    assert "Nothing is new" in capsys.readouterr().out


def test_the_tree_is_printed_indented_with_columns_that_line_up(document, capsys):
    run(["import", "goals", str(document), "--yes"])
    capsys.readouterr()
    assert run(["list", "goals"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("[P1] 提升客户满意度 Raise [retention]")
    assert lines[1].startswith("  ")
    column = cell_width(head[: head.index("Status")])
    for line in lines:
        cells = ""
        for character in line:
            if cell_width(cells) == column:
                break
            cells += character
        assert cell_width(cells) == column
        assert cells.endswith("  ")
    assert any("40%" in line for line in lines)


def test_the_list_as_json_is_a_line_a_record(document, capsys):
    run(["import", "goals", str(document), "--yes"])
    capsys.readouterr()
    assert run(["list", "goals", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(records) == 5
    assert [record["depth"] for record in records] == [0, 1, 1, 1, 2]


def test_the_list_speaks_the_language_in_use(document, capsys):
    run(["import", "goals", str(document), "--yes"])
    i18n.use("zh")
    capsys.readouterr()
    assert run(["list", "goals"]) == 0
    assert "提升客户满意度" in capsys.readouterr().out


def test_listing_goals_needs_no_screens(document):
    run(["import", "goals", str(document), "--yes"])
    code = "import sys; from perftui.cli.running import run; run(['list', 'goals']); sys.exit(bool({'textual', 'rich'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_reader_that_goes_away_is_no_error(document):
    run(["import", "goals", str(document), "--yes"])
    command = f"{sys.executable} -m perftui list goals | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_a_file_that_does_not_exist_has_no_goals_to_list(capsys):
    assert run(["list", "goals"]) == 1
    assert capsys.readouterr().err.startswith("perftui: ")


def test_a_wrong_usage_is_told_with_2(capsys):
    assert run(["import", "goals"]) == 2
    assert "perftui import goals --help" in capsys.readouterr().err

"""Who may import whom: held by import-linter, and by looking at what is really loaded."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from trees import ROOT

from screens.places import SCREENS

DATA = {"content", "locale"}
"""Folders of perftui that hold no code."""
HEAVY = {"textual", "rich", "sqlite3", "pysqlite3", "sqlite_utils", "pydantic", "openpyxl", "asyncio"}

LOADED = """
import contextlib, io, json, runpy, sys
sys.argv = ["perftui", *{arguments!r}]
said = io.StringIO()
try:
    with contextlib.redirect_stdout(said):
        runpy.run_module("perftui", run_name="__main__", alter_sys=True)
    status = 0
except SystemExit as exit:
    status = exit.code or 0
print(json.dumps({{"status": status, "said": said.getvalue(), "loaded": sorted({{name.split(".")[0] for name in sys.modules}})}}))
"""


def contracts() -> dict[str, dict]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["name"]: contract for contract in settings["contracts"]}


def placed_in_layers() -> list[set[str]]:
    return [set(re.findall(r"[\w.]+", layer)) for layer in contracts()["Layers"]["layers"]]


def modules_of_perftui() -> set[str]:
    names = {path.stem for path in (ROOT / "perftui").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    return {f"perftui.{name}" for name in names - DATA - {"__init__"}}


def test_every_import_keeps_to_the_layers():
    checked = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_screens_read_through_services_and_know_of_storage_only_what_holds_it_open():
    asked = re.compile(r"^\s*from perftui\.storage(?:\.(\w+))? import (.+)$", re.MULTILINE)
    found = {
        (path.name, module or names)
        for path in (ROOT / "screens").glob("*.py")
        for module, names in asked.findall(path.read_text(encoding="utf-8"))
    }
    assert {where for where in found if where[1] not in {"stores", "drivers"}} == set()


def test_every_module_of_perftui_has_its_place_among_the_layers():
    assert modules_of_perftui() <= set().union(*placed_in_layers())


def test_every_module_above_or_below_a_border_is_named_by_its_contract():
    layers = placed_in_layers()
    above = {name: set().union(*layers[: next(i for i, layer in enumerate(layers) if name in layer)]) for name in set().union(*layers)}
    here = modules_of_perftui() | {"screens", "widgets"}
    below_screens = {name for name in here if "screens" in above[name]} - {"widgets", "perftui.bindings"}
    named = contracts()
    widgets = named["Widgets know no services, storage or commands"]
    assert here & {"perftui.services", "perftui.storage", "perftui.commands", "perftui.bindings"} == set(widgets["forbidden_modules"])
    assert here - {"perftui.storage"} == set(named["SQL lives in storage"]["source_modules"])
    assert below_screens == set(named["No Textual below the screens"]["source_modules"])


def test_every_section_is_kept_apart_from_the_others():
    apart = set(re.findall(r"\w+", contracts()["Screens know nothing of one another"]["layers"][0]))
    sections = {path.partition(":")[0].removeprefix("screens.") for path in SCREENS.values()}
    assert sections
    assert sections <= apart


def test_nothing_but_the_terminal_is_excused_from_a_contract():
    excused = {name: contract["ignore_imports"] for name, contract in contracts().items() if "ignore_imports" in contract}
    assert excused == {"No Textual below the screens": ["perftui.term -> textual"]}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["completion", "bash"]], ids=" ".join)
def test_a_short_answer_loads_nothing_heavy(arguments):
    ran = subprocess.run([sys.executable, "-c", LOADED.format(arguments=arguments)], cwd=ROOT, capture_output=True, text=True, check=True)
    seen = json.loads(ran.stdout)
    assert seen["status"] == 0, ran.stderr
    assert seen["said"].strip()
    assert not HEAVY & set(seen["loaded"])


@pytest.mark.parametrize("module", ["perftui.term", "perftui.i18n", "perftui.errors", "perftui.domain", "perftui.commands"])
def test_what_lies_below_the_screens_loads_no_textual(module):
    code = f"import sys, {module}; print({{'textual', 'rich'}} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "set()\n"


def test_the_domain_loads_neither_sql_nor_textual_nor_openpyxl():
    code = (
        "import importlib, pathlib, sys\n"
        "for path in sorted(pathlib.Path('perftui/domain').glob('[a-z]*.py')): importlib.import_module(f'perftui.domain.{path.stem}')\n"
        "print({'sqlite3', 'sqlite_utils', 'pysqlite3', 'textual', 'rich', 'openpyxl'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout == "set()\n"

from __future__ import annotations

import subprocess
import sys

import pytest

CHEAP = ["alignments", "codes", "cycles", "measures", "quantities", "reporting_lines", "rollups", "statuses", "targets", "yardsticks"]
HEAVY = {"pydantic", "hashlib", "json", "sqlite3", "textual"}


@pytest.mark.parametrize("module", CHEAP)
def test_rules_that_are_needed_for_reading_load_nothing_heavy(module):
    code = f"import sys, perftui.domain.{module}; print(sorted({HEAVY!r} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"

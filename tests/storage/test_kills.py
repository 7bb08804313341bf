"""Writers that are killed at any moment lose nothing that they had acknowledged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
def test_killed_writers_lose_nothing_and_leave_the_chain_whole():
    command = [sys.executable, "-m", "bench.kills", "--kills", "20", "--writers", "6", "--every-ms", "40"]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    result = json.loads(ended.stdout)
    assert (result["lost"], result["corrupt"], result["chain_breaks"], result["is_sound"]) == (0, 0, 0, True)
    assert result["committed"] >= result["acknowledged"] > 20

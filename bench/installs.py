"""Installs the peers, by name, into an environment of their own: `python -m bench peers`."""

from __future__ import annotations

import subprocess
import sys
import venv

from bench.contestants import PEERS

NAMES = ("visidata", "harlequin")


def install() -> int:
    """Install or update them; returns pip's exit status."""
    if not (PEERS / "bin" / "python").exists():
        venv.create(PEERS, with_pip=True)
    command = [PEERS / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", *NAMES]
    status = subprocess.run(command, check=False).returncode
    print(f"installed: {versions()}" if status == 0 else "The peers could not be installed; they are left out.", file=sys.stderr)
    return status


def versions() -> str:
    """Names and versions of those that are installed."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        return "none"
    code = f"from importlib.metadata import version; print(', '.join(f'{{n}} {{version(n)}}' for n in {NAMES!r}))"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=False).stdout.strip() or "none"

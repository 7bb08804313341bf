"""Draws the handbook's pictures: the real program on the sample company, as SVG, always the same for the same code.

Run by `make screenshots`; `--check` draws into memory and fails when a picture is missing or no page uses it.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import os
import re
import sys
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from perftui import i18n, term

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""The day on which the pictures are taken; the sample company is made for it."""


class Picture(NamedTuple):
    """One picture: what is pressed before it is taken."""

    name: str
    keys: tuple[str, ...]
    language: str = "en"
    size: tuple[int, int] = (80, 24)


PICTURE_LIST = (
    Picture("today", ()),
    Picture("today-zh", (), "zh"),
    Picture("people", ("2",)),
    Picture("people-zh", ("2",), "zh"),
    Picture("people-wide", ("2", "down", "down"), size=(140, 40)),
    Picture("goals", ("3",)),
    Picture("goals-zh", ("3",), "zh"),
    Picture("goals-wide", ("3", "down", "right", "down"), size=(140, 40)),
    Picture("calibration", ("ctrl+g", "b")),
    Picture("calibration-zh", ("ctrl+g", "b"), "zh"),
    Picture("calibration-wide", ("ctrl+g", "b", *("down",) * 9), size=(140, 40)),
    Picture("smart", ("3", "slash", *"Fewer", "enter", "down", "down", "down", "f2")),
    Picture("measures", ("9", *["down"] * 4), size=(140, 40)),
    Picture("score", ("ctrl+g", "c", "f8", *"score", "space", *"the", "enter", "down")),
    Picture("goal-reviews", ("ctrl+g", "v")),
    Picture("versions", ("3", "f8", *"goals to review", "enter", "f8", *"versions", "enter")),
    Picture("versions-wide", ("3", "f8", *"goals to review", "enter", "f8", *"versions", "enter"), size=(120, 30)),
    Picture("versions-zh", ("3", "f8", *"待评审", "enter", "f8", *"版本", "enter"), "zh"),
    Picture("conflicts", ("ctrl+g", "x"), size=(100, 24)),
    Picture("conflicts-zh", ("ctrl+g", "x"), "zh", (100, 24)),
    Picture("meeting", ("ctrl+g", "e", "enter")),
    Picture("retrospective", ("ctrl+g", "e", "down", "enter", *("down",) * 2), size=(120, 38)),
    Picture("actions", ("ctrl+g", "i"), size=(120, 30)),
    Picture("actions-zh", ("ctrl+g", "i"), "zh", (100, 24)),
    Picture("weights", ("ctrl+g", "w", "f7", "down", "2", "0", "enter")),
    Picture("weights-zh", ("ctrl+g", "w", "f7", "down", "2", "0", "enter"), "zh"),
    Picture("assessment", ("6", "end", "up", "up", "enter", "down", "down", "down"), size=(100, 24)),
    Picture("gaps", ("4",), size=(140, 30)),
    Picture("timeline", ("ctrl+g", "l", "down", "tab", "tab"), size=(120, 24)),
    Picture("timeline-plan", ("ctrl+g", "l", "down", "enter"), size=(100, 24)),
    Picture("timeline-zh", ("ctrl+g", "l", "down", "enter"), "zh"),
    Picture("plan", ("4", "f3", *"New cust", "enter", "f8", *"plan from", "enter", "ctrl+s", *("down",) * 13), size=(120, 34)),
    Picture("fishbone", ("4", "f3", *"On-time", "enter", "f7", "f4"), size=(100, 24)),
    Picture("grow", ("7", "ctrl+l", *"GROW", "enter", "f7", "tab", "tab")),
    Picture("menu", ("3", "f8")),
    Picture("search", ("ctrl+p", "z", "w")),
    Picture("help", ("3", "f1")),
    Picture("alignment", ("ctrl+g", "a")),
    Picture("check-ins", ("ctrl+g", "r", "f4", "down", "down", "enter")),
)


def picture_names() -> set[str]:
    return {picture.name for picture in PICTURE_LIST}


async def taken(picture: Picture, path: Path) -> str:
    """The SVG of one picture, without links to fonts on other hosts and without the random ids of the drawing library."""
    from perftui.app import PerftuiApp
    from perftui.storage.stores import Actor
    from perftui.storage.upgrades import open_store

    i18n.use(picture.language)
    store = open_store(path, Actor("hanna"), clock=lambda: NOW)
    app = PerftuiApp(store)
    async with app.run_test(size=picture.size) as pilot:
        for key in picture.keys:
            await pilot.press(key)
        await pilot.pause()
        svg = app.export_screenshot(title=f"perftui · {picture.name}")
    store.close()
    return plain(svg, picture.name)


def plain(svg: str, name: str) -> str:
    """The picture with fonts of the reader's own machine and with stable names."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)
    svg = re.sub(r"terminal-\d+", f"perftui-{name}", svg)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Noto Sans Mono CJK SC")
    svg = TEXT.sub(lambda match: "".join(in_columns(match)), svg)
    return "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"


TEXT = re.compile(r'<text (class="[^"]*") x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" (clip-path="[^"]*")>([^<]*)</text>')


def in_columns(match: re.Match[str]) -> Iterator[str]:
    """One text as several, each with a place of its own: fonts do not draw Han characters exactly twice as wide as others."""
    kind, x, y, length, clip, escaped = match.groups()
    text = html.unescape(escaped)
    cell = float(length) / max(1, len(text))  # Rich counts characters there, not cells
    at = float(x)
    for _is_wide, characters in groupby(text, key=lambda character: cell_len(character) == 2):
        run = "".join(characters)
        width = cell_len(run) * cell
        if run.strip("\xa0 "):
            shown = html.escape(run).replace(" ", "&#160;").replace("\xa0", "&#160;")
            yield f'<text {kind} x="{at:.1f}" y="{y}" textLength="{width:.1f}" {clip}>{shown}</text>'
        at += width


def made_sample(folder: Path) -> Path:
    from perftui.services.backups import back_up_now
    from perftui.services.demos.making import make_demo
    from perftui.storage.stores import Actor
    from perftui.storage.upgrades import open_store

    path = folder / "demo.db"
    store = open_store(path, Actor("hanna"), create=True, clock=lambda: NOW)
    make_demo(store, NOW.date())
    back_up_now(store)
    store.close()
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="only these")
    chosen = parser.parse_args().names or sorted(picture_names())
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    term.prepare_environment(os.environ)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        path = made_sample(Path(folder))
        for picture in PICTURE_LIST:
            if picture.name in chosen:
                (PICTURES / f"{picture.name}.svg").write_text(asyncio.run(taken(picture, path)), encoding="utf-8")
                print(f"docs/pictures/{picture.name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())

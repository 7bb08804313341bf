"""The sample's calibration: most goals of units are rated, half of them were looked at together, and two are worth a talk."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from perftui.domain.codes import Level
from perftui.services.calibration_lists import CalibrationFilter, listing
from perftui.services.calibrations import calibrate, rate

if TYPE_CHECKING:
    from datetime import date

    from perftui.services.calibration_lists import CalibrationLine
    from perftui.services.cycles import CycleLine
    from perftui.storage.stores import Store

SEED = 22
RATED = {Level.UNIT: 0.85, Level.PERSON: 0.3}
"""Share of the goals of a level that are rated."""


def add_calibrations(store: Store, plan: dict[str, Any], running: CycleLine, today: date) -> None:
    """Rate the goals of the running cycle, and write down which of them were calibrated."""
    chance = Random(SEED)
    for level, share in RATED.items():
        found = listing(store, CalibrationFilter(running.number, level))
        for line in found.window(0, found.count()):
            if line.title in plan["ratings"] or chance.random() < share:
                _rate(store, line, plan["ratings"].get(line.title) or _ratings(chance))
    found = listing(store, CalibrationFilter(running.number, Level.UNIT))
    for said in plan["calibrations"]:
        ids = [line.id for line in found.window(0, found.count()) if line.title in said["goals"]]
        calibrate(store, ids, said["note"], min(today, running.start))


def _rate(store: Store, line: CalibrationLine, ratings: list[int]) -> None:
    version = line.version
    for field, rating in zip(("challenge", "feasibility"), ratings, strict=True):
        version = rate(store, line.id, version, field, rating)


def _ratings(chance: Random) -> list[int]:
    challenge = chance.choice((2, 3, 3, 3, 4, 4))
    return [challenge, min(5, max(2, 6 - challenge + chance.choice((-1, 0, 0, 1))))]

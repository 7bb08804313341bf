"""The command line of the measurements: `python -m bench [WHAT ...]`."""

from __future__ import annotations

import argparse
import sys

from bench import companies, contestants, filling, gap_tables, installs, product, samples, scenarios, timelines
from bench.tables import Table, keep, median, ratio

ROWS = 300
"""People in the files that all contestants can read."""
SIZES = (1_000, 1_000_000)
"""People, and goals with key results, of the small and of the large company."""
GAP_ROWS = (1_000, 100_000)
PLANS = (100, 5_000)
"""Rows of the small and of the large gap table."""
FILLED = r"E0000\d\d\d"
MINIMAL = "minimal Textual app"


def start(rounds: int) -> Table:
    """Start and memory, with perftui among the peers, and its budgets below."""
    plain = samples.table(ROWS)
    taking_part = [
        contestants.minimal(),
        contestants.sqlite_shell(plain),
        contestants.visidata(plain, "people", FILLED),
        contestants.harlequin(plain),
        product.started(product.demo()),
    ]
    table = scenarios.starts(scenarios.present(taking_part), MINIMAL, rounds)
    for peer, factor in (("VisiData", 1.3), ("Harlequin", 1 / 3)):
        limit = table.at(peer, "ms")
        table.judge(f"first frame of perftui in ms, {peer} × {factor:.2f}", table.at("perftui", "ms"), limit and limit * factor)
    table.judge(f"PSS of perftui in MiB, {MINIMAL} + 15", table.at("perftui", "PSS MiB"), (table.at(MINIMAL, "PSS MiB") or 0) + 15)
    table.notes.append(f"peers: {installs.versions()}")
    return table


def answers(rounds: int) -> Table:
    """Commands without a screen, beside a bare Python start."""
    table = scenarios.answers([contestants.python(), *product.commands()], rounds + 6)
    for name, _, times, _ in table.rows[1:]:
        table.judge(f"{name}, × bare Python", times, 3)
    return table


def keys(rounds: int) -> Table:
    """Keys in a table, a tree and a field, beside those of the peers."""
    plain = samples.table(ROWS)
    sheet, editor = contestants.visidata(plain, "people", FILLED), contestants.harlequin(plain)
    results, ours = contestants.harlequin_results(plain, "people", FILLED), product.started(product.demo())
    walks = [
        *([(sheet.going(name="VisiData ↓ in a table"), contestants.DOWN)] if sheet else []),
        *([(results.going(name="Harlequin ↓ in results"), contestants.DOWN)] if results else []),
        *([(editor.going(name="Harlequin, a character"), b"a")] if editor else []),
        *(product.walks(ours).values() if ours else []),
    ]
    table = scenarios.keys("Keys", walks, rounds)
    for name in [row[0] for row in table.rows if str(row[0]).startswith("perftui")]:
        rival = "Harlequin, a character" if "character" in name else "Harlequin ↓ in results"
        table.judge(f"{name}, half of {rival} in ms", table.at(name, "last byte ms"), ratio(table.at(rival, "last byte ms"), 2))
        table.judge(f"{name}, p95 in ms", table.at(name, "p95 ms"), 20)
        table.judge(f"{name}, bytes", table.at(name, "bytes"), 450)
    return table


def sections(rounds: int) -> Table:
    """Going round the sections."""
    ours = product.started(product.demo())
    table = scenarios.switches(scenarios.present([ours]), product.LOOK.sections, max(1, rounds // 3))
    for name, _, last, _, size in table.rows:
        table.judge(f"section {name} in ms", last, 100)
        table.judge(f"section {name} in bytes", size, 12_000)
    return table


def idle(rounds: int) -> Table:
    """Doing nothing."""
    plain = samples.table(ROWS)
    taking_part = [
        contestants.minimal(),
        contestants.visidata(plain, "people", FILLED),
        contestants.harlequin(plain),
        product.started(product.demo()),
    ]
    table = scenarios.idle(scenarios.present(taking_part), seconds=max(2, rounds))
    table.judge("perftui, bytes a minute", table.at("perftui", "bytes a minute"), 0)
    table.judge("perftui, processor %", table.at("perftui", "processor %"), 0.2)
    return table


def growth(rounds: int) -> Table:
    """A thousand people and goals against a million."""
    if product.demo() is None:
        return Table("Growth", ("what", "ms"))
    table = scenarios.growth({size: product.large_walks(size) for size in SIZES}, max(1, rounds // 3))
    small, large = (median(companies.check_ins(companies.company(size), 10 * rounds)) for size in SIZES)
    table.rows.append(("a check-in, eight goals deep", small, large, ratio(large, small)))
    for name, _, _, times in table.rows:
        table.judge(
            f"{name}, times as long", times, 2 if "check-in" in str(name) else 4 if "open" in str(name) or "find" in str(name) else 1.5
        )
    return table


def imports(rounds: int) -> Table:
    """A roster brought in, with the log and its seal, beside a plain table."""
    return filling.filled(samples.roster(100_000), max(1, rounds // 3))


def gaps(rounds: int) -> Table:
    """A gap table of a hundred thousand rows against one of a thousand."""
    return gap_tables.growth(GAP_ROWS, rounds)


def gap_files(rounds: int) -> Table:
    """The large gap table written to files."""
    return gap_tables.exports(GAP_ROWS[1], max(1, rounds // 3))


def plans(rounds: int) -> Table:
    """A timeline of five thousand plans against one of a hundred."""
    return timelines.growth(PLANS, rounds)


SCENARIOS = {
    **{"start": start, "answers": answers, "keys": keys, "sections": sections, "idle": idle},
    **{"growth": growth, "imports": imports, "gaps": gaps, "gap-files": gap_files, "timeline": plans},
}


def main() -> int:
    """Measure what is asked for; everything when nothing is."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure perftui against named peers.")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=f"peers (install them), {', '.join(SCENARIOS)}; all when left out")
    parser.add_argument("-n", "--rounds", type=int, default=9, help="how often each contestant takes its turn (9)")
    given = parser.parse_args()
    unknown = set(given.what) - {*SCENARIOS, "peers"}
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if "peers" in given.what and installs.install():
        return 1
    if installs.versions() == "none":
        print("The peers are not installed and will be left out; install them with: python -m bench peers", file=sys.stderr)
    for name in given.what or SCENARIOS:
        if name in SCENARIOS:
            print(f"measuring: {name} …", file=sys.stderr)
            table = SCENARIOS[name](given.rounds)
            if table.rows:
                keep(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())

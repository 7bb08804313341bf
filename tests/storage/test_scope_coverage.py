"""A new reading function has to ask who may see what it gives, or to say here why it need not."""

import ast
from pathlib import Path

import perftui.storage

FOLDER = Path(perftui.storage.__file__).parent

NO_PERSONAL_DATA = {"asides": "the actor's own", "units": "units and cycles belong to everybody"}
MACHINERY = {"nodes", "node_rebuilds", "yardsticks", "steps", "verifies", "words"}
"""What computes, undoes and checks must see everything; it shows nothing by itself."""

NUMBER = "gives a number or a yes or no"
IDS = "gives ids or row numbers, with which the record itself is then read through the scope"
RULE = "a rule of the field that must know everybody, lest it allow what is forbidden"
AFTER = "asked of a single record, after that record was read through the scope"
IMPORT = "holds a file against everything that is there; importing is for those who see everything"

UNSCOPED = {
    "action_lists": {"is_told": NUMBER},
    "assessments": {
        **dict.fromkeys(("next_position", "is_used"), NUMBER),
        "remove_indicator": AFTER,
        "policy": "rating bands belong to cycles",
    },
    "alignments": {"inside": "a condition on cycles", "ties": "units belong to everybody"},
    "causes": {
        **dict.fromkeys(("next_position", "actions_left", "is_in_plan"), NUMBER),
        **dict.fromkeys(("remove", "move_actions"), AFTER),
    },
    "checklists": {"remove": AFTER},
    "agendas": {"head": IDS, "nearest_goals": IDS, "cycles_over": "cycles belong to everybody", "first_day": "gives a date"},
    "cycle_agendas": {"has_cycle_on": NUMBER, "open_cycles": "cycles belong to everybody"},
    "cycle_goals": {"states": NUMBER, "ids_in_state": IDS, "ends": "gives dates of cycles"},
    "goal_reviews": {"existing": IDS, "quarters": "gives names of quarters", "planned": NUMBER},
    "goal_lookups": {
        **dict.fromkeys(
            ("weights_below", "below", "check_ins_in", "count_key_results", "has_child_themes", "changes", "sums_below", "sum_beside"),
            NUMBER,
        ),
        **dict.fromkeys(("live_key_results", "link_between"), IDS),
        **dict.fromkeys(("siblings", "branch", "archived_with", "remove_link", "link", "check_ins_by_day", "begins", "sums"), AFTER),
        "own_check_in": "the actor's own",
        "units_called": "units belong to everybody",
        "in_cycle": IMPORT,
    },
    "goal_versions": {
        **dict.fromkeys(("last_version", "key_results_in", "amended_now"), AFTER),
        "goal": "a version is kept whole; reading it hides what the reader may not see",
        "current_step": NUMBER,
    },
    "goals": dict.fromkeys(("next_position", "next_key_result_position"), NUMBER),
    "lookups": {
        **dict.fromkeys(("sub_units", "live_goals_of_unit", "people_in_unit", "newest_staff_no"), NUMBER),
        **dict.fromkeys(("present", "depths", "key_results_of", "key_results_in"), IDS),
        **dict.fromkeys(("open_line", "last_closed_line", "remove_line"), AFTER),
        "managers_above": RULE,
        "unit_paths": "units belong to everybody",
    },
    "measures": {**dict.fromkeys(("get", "coded", "code_of", "names"), "measures belong to everybody"), "remove_value": AFTER},
    "people": {"highest_number": NUMBER},
    "talks": {"remove_cadence": AFTER},
    "talk_sight": {"reader": "the actor's own"},
    "coaching": {"span": "gives dates of cycles"},
    "reports": {"last_change": NUMBER},
    "conflicts": {"meeting_of": AFTER},
    "resources": {
        **dict.fromkeys(("listing", "get", "named"), "resources belong to units, not to people"),
        "is_allocated": NUMBER,
        "remove_allocation": AFTER,
    },
    "meetings": {**dict.fromkeys(("next_position", "takes_part"), NUMBER), **dict.fromkeys(("part", "remove_part"), AFTER)},
    "round_freezing": {
        **dict.fromkeys(("counts", "answers", "keep", "forget_raters", "close_steps"), "a round is frozen as a whole"),
        **dict.fromkeys(("frozen_ids", "known_ids"), IDS),
    },
    "scrubbing": dict.fromkeys(("make_due", "scrub"), "overwrites what was deleted; it shows nothing"),
    "sibling_weights": {"whole_sum": NUMBER},
    "gaps": {**dict.fromkeys(("position_of", "position_of_pair"), IDS), "narrowed": AFTER},
    "evidence": {"content": AFTER, "keep_content": AFTER},
    "evidence_facts": {"remove_mark": AFTER},
    "plan_lists": {"position_of": IDS},
    "plan_habits": {"entry": AFTER},
    "plan_parts": {
        **dict.fromkeys(("remove", "remove_gap", "remove_plan"), AFTER),
        **dict.fromkeys(("mean_weight", "ids_in_order"), NUMBER),
    },
    "rounds": {
        **dict.fromkeys(("groups", "questions", "question", "remove_question", "remove_subject", "remove"), AFTER),
        "next_position": NUMBER,
    },
    "raters": {"remove": AFTER},
    "round_answers": {**dict.fromkeys(("unanswered", "begun"), NUMBER), **dict.fromkeys(("keep", "drop", "drop_all", "complete"), AFTER)},
    "round_steps": {"require_reversible": RULE},
    "retrospectives": {
        **dict.fromkeys(("next_note_position", "next_cause_position"), NUMBER),
        **dict.fromkeys(("steps", "step", "note", "grouped_under", "remove_note", "pair_actions"), AFTER),
        **dict.fromkeys(("meeting_of", "causes_of_notes"), IDS),
    },
    "action_units": dict.fromkeys(("of_action", "remove"), AFTER),
    "plans": {
        **dict.fromkeys(("parts", "steps", "values", "entries", "remove_part"), AFTER),
        "next_position": NUMBER,
        "of_step": RULE,
    },
    "promises": {"of_plan": AFTER},
    "plan_reversals": {"require_reversible": RULE},
    "support": {"mentees": RULE},
    "course_measures": {
        **dict.fromkeys(("of_courses", "coded", "measures"), "courses and measures belong to everybody"),
        "remove": AFTER,
    },
}
"""Module to its functions that do not ask, with the reason."""


def functions(module):
    return {part.name: part for part in ast.parse(module.read_text("utf-8")).body if isinstance(part, ast.FunctionDef)}


def asks(name, known, seen=()):
    """Whether a function, or one of the same module that it calls, puts the scope into its SQL."""
    said = ast.unparse(known[name])
    if ".sees(" in said or "seen(store" in said:  # the latter, from talk_sight, asks for the scope and who may read a talk
        return True
    called = {part.id for part in ast.walk(known[name]) if isinstance(part, ast.Name)} & known.keys()
    return any(asks(other, known, (*seen, name)) for other in called - {*seen, name})


def unscoped(module):
    known = functions(module)
    readers = [name for name, part in known.items() if "store" in [argument.arg for argument in part.args.args]]
    return {name for name in readers if not name.startswith("_") and not asks(name, known)}


def test_every_reading_function_asks_for_the_scope_or_says_why_not():
    modules = [path for path in sorted(FOLDER.glob("*.py")) if path.stem not in MACHINERY | NO_PERSONAL_DATA.keys()]
    missing = {path.stem: unscoped(path) - UNSCOPED.get(path.stem, {}).keys() for path in modules}
    assert {module: names for module, names in missing.items() if names} == {}


def test_a_function_that_does_not_ask_would_be_found(tmp_path):
    module = tmp_path / "salaries.py"
    module.write_text(
        "def open(store): return store.rows('SELECT salary_minor FROM person')\n"
        "def closed(store): return store.rows(_query(store))\n"
        "def _query(store): return f'SELECT 1 FROM person p WHERE {store.sees(\"p.id\")}'\n"
    )
    assert unscoped(module) == {"open"}

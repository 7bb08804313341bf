from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from perftui.domain.codes import Level, Operator
from perftui.domain.smart import ANSWERABLE, Check, ResultFacts, SmartFacts, Standing, missing, smart_checks, vague
from perftui.i18n import say
from perftui.services.smart_library import wordings

RATE = ResultFacts("Retention", Operator.AT_LEAST, "%", has_start=True, has_source=True)


def facts(**changes):
    usual = {
        "title": "Keep our customers",
        "level": Level.UNIT,
        "has_parent": True,
        "has_due": False,
        "has_cycle": True,
        "results": (RATE,),
        "answers": {},
    }
    return SmartFacts(**{**usual, **changes})


def checks(**changes):
    return {checked.check: checked for checked in smart_checks(facts(**changes), wordings())}


def standings(**changes):
    return {check.letter: checked.standing for check, checked in checks(**changes).items()}


def wanted(check, **changes):
    return say(checks(**changes)[check].message)


def test_a_goal_with_a_measured_key_result_a_parent_and_a_cycle_is_smart():
    assert set(standings().values()) == {Standing.PASSED}
    assert missing(smart_checks(facts(), wordings())) is None


def test_the_letters_of_the_five_checks_spell_smart():
    assert "".join(check.letter for check in Check) == "SMART"


def test_a_vague_word_asks_by_how_much():
    assert wanted(Check.SPECIFIC, title="Improve loyalty") == "“Improve” is vague: say by how much."
    assert wanted(Check.SPECIFIC, title="服务更好") == "“更好” is vague: say what one will see."
    assert wanted(Check.SPECIFIC, title="Hold more talks") == "“more” is vague: say how many."
    assert wanted(Check.SPECIFIC, title="尽快上线门户") == "“尽快” is vague: say by when."


def test_a_title_that_is_being_typed_is_warned_of_its_vague_word_unless_it_is_a_theme_or_says_how_much():
    warned = {
        (title, level, has_due): vague(title, level, wordings(), has_due=has_due) is not None
        for title, level, has_due in (
            ("Improve loyalty", Level.UNIT, False),
            ("Improve loyalty", Level.THEME, False),
            ("Improve loyalty by 5 %", Level.PERSON, False),
            ("尽快上线门户", Level.PERSON, True),
            ("尽快上线门户", Level.PERSON, False),
            ("", Level.PERSON, False),
        )
    }
    assert list(warned.values()) == [True, False, False, False, True, False]


def test_a_number_in_the_title_makes_a_vague_word_precise_but_a_year_does_not():
    assert standings(title="Improve loyalty by 5 %")["S"] == "passed"
    assert standings(title="产能翻番，提升效率")["S"] == "passed"
    assert standings(title="Improve loyalty in 2026-Q4")["S"] == "asks"
    assert standings(title="Improve the LX-7")["S"] == "asks"


def test_a_vague_word_is_precise_where_a_key_result_measures_what_it_is_about():
    assert standings(title="Improve retention")["S"] == "passed"
    conversion = ResultFacts("注册转化率", Operator.AT_LEAST, "%", has_start=True)
    assert standings(title="提升注册转化", results=(conversion,))["S"] == "passed"
    assert standings(title="提升品牌形象", results=(conversion,))["S"] == "asks"


def test_a_key_result_without_a_unit_does_not_make_a_vague_word_precise():
    assert standings(title="Improve retention", results=(ResultFacts("Retention", Operator.AT_LEAST, has_start=True),))["S"] == "asks"


def test_a_vague_time_wants_a_due_date_whatever_is_measured():
    assert standings(title="Raise retention as soon as possible")["S"] == "asks"
    assert standings(title="Raise retention as soon as possible", has_due=True)["S"] == "passed"


def test_a_goal_without_a_title_fails_and_no_answer_helps():
    assert standings(title=" ", answers={Check.SPECIFIC: "you know"})["S"] == "failed"


def test_without_a_key_result_neither_number_nor_baseline_is_there():
    assert wanted(Check.MEASURABLE, results=()) == "Add a key result with a number and a unit."
    assert wanted(Check.ACHIEVABLE, results=()) == "Add a key result with a baseline."
    assert standings(results=(), answers=dict.fromkeys(Check, "yes"))["M"] == "failed"
    assert standings(results=(), answers=dict.fromkeys(Check, "yes"))["A"] == "failed"


def test_a_number_without_a_unit_is_not_measured_and_one_without_a_target_neither():
    assert wanted(Check.MEASURABLE, results=(ResultFacts("Calls", Operator.AT_LEAST),)) == "Say in which unit “Calls” is counted."
    untargeted = ResultFacts("Calls", Operator.AT_LEAST, "calls", has_number=False)
    assert wanted(Check.MEASURABLE, results=(untargeted,)) == "Give “Calls” a number to be reached."


def test_a_goal_of_a_unit_says_where_its_number_comes_from_by_its_measure_or_in_writing():
    calls = ResultFacts("Calls", Operator.AT_LEAST, "calls", has_start=True)
    assert wanted(Check.MEASURABLE, results=(calls,)) == "Say where the number of “Calls” comes from."
    assert standings(results=(calls,))["M"] == "asks"
    assert standings(results=(calls,), answers={Check.MEASURABLE: "CRM"})["M"] == "passed"
    assert standings(results=(calls, RATE))["M"] == "passed"
    assert standings(results=(calls,), level=Level.PERSON)["M"] == "passed"


def test_milestones_yes_or_no_and_levels_carry_number_and_unit_and_need_no_baseline():
    for operator in (Operator.MILESTONE, Operator.YES_NO, Operator.ORDINAL):
        assert set(standings(results=(ResultFacts("It is there", operator),)).values()) == {Standing.PASSED}


def test_one_unknown_baseline_asks_where_it_stands_and_an_answer_passes_it():
    unknown = ResultFacts("Calls", Operator.AT_MOST, "calls")
    assert wanted(Check.ACHIEVABLE, results=(RATE, unknown)) == "Give “Calls” a baseline: where does it stand today?"
    assert standings(results=(RATE, unknown))["A"] == "asks"
    assert standings(results=(RATE, unknown), answers={Check.ACHIEVABLE: "200 last year"})["A"] == "passed"


def test_a_level_to_be_held_needs_no_baseline():
    assert standings(results=(ResultFacts("Call time", Operator.RANGE, "min"),))["A"] == "passed"


def test_a_goal_that_serves_none_asks_what_it_is_for():
    assert standings(has_parent=False)["R"] == "asks"
    assert standings(has_parent=False, answers={Check.RELEVANT: "The board asked for it."})["R"] == "passed"


def test_a_goal_without_due_date_and_cycle_has_no_end():
    assert standings(has_cycle=False)["T"] == "failed"
    assert standings(has_cycle=False, has_due=True)["T"] == "passed"


def test_a_theme_needs_neither_number_nor_parent_nor_precise_words():
    theme = {"title": "Better customer experience", "level": Level.THEME, "has_parent": False, "results": ()}
    assert set(standings(**theme).values()) == {Standing.PASSED}
    assert standings(**{**theme, "title": ""})["S"] == "failed"


def test_what_is_missing_is_said_in_one_text_with_the_names_of_the_checks():
    said = say(missing(smart_checks(facts(title="Improve", results=(), has_parent=False), wordings())))
    assert said.startswith("Specific: “Improve” is vague: say by how much. Measurable: Add a key result")
    assert said.endswith("Relevant: Put it below another goal, or write what it is for.")


_RESULTS = st.builds(
    ResultFacts,
    st.text(max_size=12),
    st.sampled_from(Operator),
    st.sampled_from(("", "%", "家")),
    has_number=st.booleans(),
    has_start=st.booleans(),
)
_FACTS = st.builds(
    SmartFacts,
    st.one_of(st.text(max_size=30), st.sampled_from(("Improve retention", "尽快提升", "more and better"))),
    st.sampled_from(Level),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.lists(_RESULTS, max_size=3),
    st.dictionaries(st.sampled_from(Check), st.text(max_size=5)),
)


@given(_FACTS)
def test_a_check_says_what_to_do_exactly_where_it_did_not_pass(some):
    outcome = smart_checks(some, wordings())
    assert [one.check for one in outcome] == list(Check)
    for one in outcome:
        assert (one.message is None) is (one.standing is Standing.PASSED)
        assert one.message is None or say(one.message).strip()


@given(_FACTS)
def test_writing_every_answer_leaves_nothing_that_asks(some):
    answered = replace(some, answers=dict.fromkeys(ANSWERABLE, "x"))
    assert Standing.ASKS not in {one.standing for one in smart_checks(answered, wordings())}

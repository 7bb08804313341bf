"""What was typed for new records: it comes back where it was typed, and never joins what is typed next."""

from perftui.services import draft_titles, drafts
from screens.goal_forms import GoalForm
from screens.key_result_forms import KeyResultForm
from screens.person_forms import PersonForm
from widgets.dialogs.confirms import Confirm
from widgets.quick_adds import QuickAdd


async def test_a_key_result_typed_for_one_goal_does_not_appear_under_another(two_goals, desk, store):
    one, another = two_goals
    await desk.open(KeyResultForm(above=one))
    await desk.press(*"Rate", "enter")
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await desk.open(KeyResultForm(above=another))
    assert "F5" not in desk.hint
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await desk.open(KeyResultForm(above=one))
    assert "Not saved earlier: “Rate”. F5" in desk.hint
    await desk.press("f5")
    assert desk.screen.form.values["title"] == "Rate"
    assert drafts.place_of(drafts.listing(store)[0].subject) == one


async def test_a_new_form_opens_empty_whatever_was_typed_before_and_loses_none_of_it(desk, store):
    for name in ("Ann Lee", "Bob Ray"):
        await desk.open(PersonForm())
        await desk.press(*name, "enter")
        assert desk.screen.form.values["name"] == name
        desk.screen.dismiss(None)
        await desk.pilot.pause()
    assert [draft.fields["name"] for draft in drafts.below(store, "person")] == ["Bob Ray", "Ann Lee"]
    await desk.open(PersonForm())
    await desk.press("f5")
    assert desk.screen.form.values["name"] == "Bob Ray"
    await desk.press(*"Cy", "ctrl+s")
    assert store.value("SELECT count(*) FROM person WHERE name = 'Cy'") == 1
    assert [draft.fields["name"] for draft in drafts.listing(store)] == ["Ann Lee"]


async def test_the_draft_of_a_record_comes_back_selected_so_that_typing_replaces_it(desk, store):
    await desk.open(PersonForm(desk.person("E1").id))
    await desk.press(*"Ann Lee", "enter")
    desk.screen.dismiss(None)
    await desk.pilot.pause()
    await desk.open(PersonForm(desk.person("E1").id))
    assert desk.screen.form.values["name"] == "Ann Lee"
    await desk.press(*"Bob", "enter")
    assert desk.screen.form.values["name"] == "Bob"


async def test_a_line_left_with_esc_waits_on_today_and_the_next_one_is_empty(two_goals, desk, store):
    one, _another = two_goals
    await desk.press("3", "home", "ctrl+n", *"Dropped", "escape")
    assert "kept on Today: “Dropped”" in desk.status
    await desk.press("down", "ctrl+n", *"zz", "escape", "up", "ctrl+n")
    bar = desk.screen.query_one("#quick-goal", QuickAdd)
    assert bar.text == ""
    await desk.press("f5")
    assert (bar.text, bar.above) == ("Dropped", one)
    await desk.press("escape", "1", "f5", "home")
    titles = [draft_titles.title(store, draft) for draft in drafts.listing(store)]
    assert sorted(titles) == ["New goal: Dropped", "New goal: zz"]
    await desk.press("enter")
    assert (bar.text, bar.above) == ("Dropped", one)
    await desk.press("enter", "escape")
    assert store.value("SELECT parent_id FROM goal WHERE title = 'Dropped'") == one
    assert [draft.fields["line"] for draft in drafts.listing(store)] == ["zz"]


async def test_another_language_goes_on_with_the_line_that_is_being_typed(two_goals, desk, store):
    await desk.press("3", "home", "ctrl+n", *"Half", "f9")
    bar = desk.screen.query_one("#quick-goal", QuickAdd)
    assert (bar.display, bar.text, bar.above) == (True, "Half", two_goals[0])
    await desk.press("f9")
    await desk.press(*" way", "enter")
    assert store.value("SELECT parent_id FROM goal WHERE title = 'Half way'") == two_goals[0]
    assert drafts.listing(store) == []


async def test_a_draft_on_today_opens_for_the_goal_it_was_typed_for_and_can_be_dropped(two_goals, desk, store):
    drafts.keep(store, "goal", drafts.new_subject(store, two_goals[1]), {"title": "Below", "level": "unit"})
    await desk.press("1", "f5", "home", "enter")
    assert (type(desk.screen), desk.screen.above, desk.screen.form.values["title"]) == (GoalForm, two_goals[1], "Below")
    desk.screen.dismiss(None)
    await desk.press("1", "home", "delete", "enter")
    assert drafts.listing(store) == []
    assert "Dropped “New goal: Below”." in desk.status


async def test_going_on_in_the_form_keeps_the_line_until_it_is_saved(two_goals, desk, store):
    drafts.keep(store, "goal", "", {"title": "old", "level": "unit"})
    drafts.keep(store, "goal", drafts.new_subject(store, two_goals[0]), {"title": "", "level": "unit"})
    await desk.press("3", "ctrl+n", *"Answer faster; nobody", "ctrl+n")
    assert isinstance(desk.screen, GoalForm)
    assert desk.screen.form.values["title"] == "Answer faster"
    assert desk.screen.form.is_dirty
    assert "“nobody”" in desk.hint
    await desk.press("escape")
    assert isinstance(desk.screen, Confirm)
    await desk.press("d")
    bar = desk.screen.query_one("#quick-goal", QuickAdd)
    assert bar.text == "Answer faster; nobody"
    await desk.press("ctrl+n")
    desk.screen.form.restore({"level": "theme"})
    await desk.press("ctrl+s")
    assert bar.text == ""
    assert store.value("SELECT count(*) FROM goal WHERE title = 'Answer faster'") == 1

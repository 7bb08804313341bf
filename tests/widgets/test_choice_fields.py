"""Finding one of a few values by typing, and the list that F4 shows."""

import pytest

from widgets.choice_fields import ChoiceField
from widgets.fields import FieldControl, Option
from widgets.pick_lists import PickList
from widgets.safe_apps import SafeApp

OPTIONS = [Option(name.lower(), name) for name in ("2025", "2026-Q3", "2026-Q4", "Sales", "Service", "Südost North")]


class Desk(SafeApp[None]):
    def __init__(self, options=OPTIONS, value="2025"):
        super().__init__()
        self.field = ChoiceField(options, value)
        self.finished = 0

    def compose(self):
        yield self.field

    def on_field_control_finished(self, _event: FieldControl.Finished):
        self.finished += 1

    @property
    def shown(self):
        return [str(line).strip() for line in str(self.screen.query_one(PickList).render()).splitlines()]


@pytest.mark.parametrize(
    ("typed", "value", "finished"),
    [
        ("s", "sales", 0),
        ("ss", "service", 0),
        ("se\r", "service", 1),
        ("2026-q4\r", "2026-q4", 1),
        ("sudost n\r", "südost north", 1),
        ("3\r", "2026-q4", 1),
        ("north\r", "südost north", 1),
        ("q4\r", "2026-q4", 1),
        ("xy\x1b[24~", "2025", 0),
    ],
)
async def test_typing_finds_a_value_and_enter_goes_on(burst, typed, value, finished):
    app = Desk()
    async with app.run_test():
        await burst(app, typed)
        assert (app.field.read_value(), app.finished) == (value, finished)


async def test_what_fits_nothing_is_told(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "xy")
        assert app.shown == ["Nothing matches."]


async def test_the_list_shows_all_values_with_the_last_one_lit():
    app = Desk(OPTIONS[:3], "2026-q4")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert app.shown == ["2025", "2026-Q3", "2026-Q4"]
        assert app.screen.query_one(PickList).current.key == "2026-q4"

"""Adding records one after the other from a single line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.widgets import Input

from perftui.errors import BadInput
from perftui.i18n import mark
from widgets.quick_adds import PreviewLine, QuickAdd
from widgets.safe_apps import SafeApp

if TYPE_CHECKING:
    from textual.app import ComposeResult

F12 = "\x1b[24~"


@dataclass(frozen=True)
class Part:
    label: str
    text: str
    is_wrong: bool = False


def understood(text: str) -> list[Part]:
    names = ("Owner", "Goal", "Due")
    return [Part(name, part.strip() or "?", not part.strip()) for name, part in zip(names, text.split(";"), strict=False)]


class Desk(SafeApp[None]):
    BINDINGS: ClassVar = [Binding("ctrl+n", "new")]

    def __init__(self) -> None:
        super().__init__()
        self.added: list[str] = []
        self.closed = 0

    def compose(self) -> ComposeResult:
        yield Input(id="list")
        yield QuickAdd(understood, placeholder="zhang wei; raise retention; +90d")

    def action_new(self) -> None:
        self.bar.open()

    def on_quick_add_submitted(self, event: QuickAdd.Submitted) -> None:
        if "bad" in event.text:
            event.bar.refuse("No such person.")
        else:
            self.added.append(event.text)
            event.bar.accept()

    def on_quick_add_closed(self) -> None:
        self.closed += 1

    @property
    def bar(self) -> QuickAdd:
        return self.query_one(QuickAdd)

    @property
    def preview(self) -> str:
        return self.query_one(PreviewLine).render().plain


async def test_records_typed_in_one_go_are_added_one_by_one(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, f"\x0ezhang wei; raise retention; +90d\r李雷; 投诉率; fri\x13bob; x{F12}back")
        assert app.added == ["zhang wei; raise retention; +90d", "李雷; 投诉率; fri"]
        assert app.query_one("#list", Input).value == "back"
        assert app.closed == 1
        await burst(app, "\x0e; +1d\r")
    assert app.added[2:] == ["bob; x; +1d"]


async def test_the_preview_follows_what_is_typed(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0ezhang; raise")
        assert app.preview == "Owner zhang  Goal raise"
        await burst(app, "; \x7f")
        assert app.preview.startswith("Due ?")


async def test_a_refused_record_stays_to_be_mended(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0ebad\r")
        assert app.preview == "No such person."
        assert app.bar.text == "bad"
        await burst(app, "\x7f\x7f\x7fgood\r")
        assert app.preview.startswith("Added.")
    assert app.added == ["good"]


async def test_an_empty_line_adds_nothing(burst):
    app = Desk()
    async with app.run_test():
        await burst(app, "\x0e \r\x13")
        assert app.bar.display
    assert app.added == []


async def test_the_preview_is_cut_to_the_line_and_takes_no_markup(burst):
    app = Desk()
    async with app.run_test(size=(40, 10)) as pilot:
        await burst(app, "\x0e" + "投诉处理率" * 5 + "; [/b][@click=app.quit]")
        await pilot.pause()
        assert cell_len(app.preview) <= 38
        assert "…" in app.preview
        app.bar.open("a; [/b][@click=app.quit]")
        assert app.preview == "Owner a  Goal [/b][@click=app.quit]"


async def test_the_bar_stands_at_the_bottom_and_only_while_it_is_open(burst):
    app = Desk()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not app.bar.display
        await burst(app, "\x0e")
        await pilot.pause()
        assert app.bar.region.bottom == 24
        assert app.bar.region.height == 2


async def test_a_preview_that_refuses_the_line_says_so_and_goes_on(burst):
    class NotToday(BadInput):
        template = mark("Not today.")

    def refused(text):
        if text == "bad":
            raise NotToday
        return understood(text)

    app = Desk()
    async with app.run_test():
        app.bar._preview = refused
        await burst(app, "\x0ebad")
        assert app.preview == "Not today."
        await burst(app, "dy")
        assert app.preview == "Owner baddy"

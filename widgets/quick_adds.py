"""One line that adds one record: typed in one go, shown as it will be, and open for the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from rich.cells import cell_len
from textual import on
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from perftui.errors import PerftuiError
from perftui.i18n import gettext as _
from perftui.i18n import mark, say
from widgets.cells import cut, one_line
from widgets.glyphs import glyphs_of
from widgets.lean_inputs import LeanRow
from widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

BETWEEN = "  "


class PreviewPart(Protocol):
    """One thing that was understood, or was not."""

    @property
    def label(self) -> str:
        """What it is, such as the owner; empty where the text speaks for itself."""
        ...

    @property
    def text(self) -> str:
        """What was understood, or what is wrong."""
        ...

    @property
    def is_wrong(self) -> bool:
        """Whether the record cannot be added because of it."""
        ...


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What is wrong with the line as a whole."""

    text: str
    label: str = ""
    is_wrong: bool = True


class PreviewLine(LeanRow, Widget):
    """The parts side by side; what is wrong comes first, so that it is never cut off."""

    COMPONENT_CLASSES = {"preview-line--label", "preview-line--wrong"}
    DEFAULT_CSS = """
    PreviewLine { height: 1; color: $foreground; }
    PreviewLine > .preview-line--label { color: $text-muted; }
    PreviewLine > .preview-line--wrong { color: $text-error; text-style: bold; }
    PreviewLine:ansi > .preview-line--label { color: ansi_default; text-style: dim; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._parts: Sequence[PreviewPart] = ()
        self._said = ""

    def show(self, parts: Sequence[PreviewPart]) -> None:
        """Show what was understood."""
        self._parts, self._said = sorted(parts, key=lambda part: not part.is_wrong), ""
        self.refresh()

    def say(self, text: str) -> None:
        """Show a sentence instead, until the next parts come."""
        self._said = text
        self.refresh()

    def draw_row(self) -> Strip:
        """The parts in the whole width."""
        style = self.visual_style
        return Strip(self.render().render_segments(style)).adjust_cell_length(self.size.width, style.rich_style)

    def render(self) -> Content:
        """The parts, as many as fit."""
        ellipsis = glyphs_of(self).ellipsis
        if self._said:
            return Content(cut(one_line(self._said), self.size.width, ellipsis))
        label, wrong = self.get_visual_style("preview-line--label"), self.get_visual_style("preview-line--wrong")
        shown: list[Content] = []
        room = self.size.width
        for part in self._parts:
            name = one_line(f"{part.label} ") if part.label else ""
            text = cut(one_line(part.text), max(0, room - cell_len(name)), ellipsis)
            if room <= cell_len(name):
                break
            shown.append(Content.assemble((name, label), (text, wrong if part.is_wrong else "")))
            room -= cell_len(name + text) + len(BETWEEN)
        return Content(BETWEEN).join(shown)


class QuickAdd(Vertical):
    """`zhang wei; raise retention; +90d` with a preview above it; Enter adds, Esc closes: who holds the line keeps what is typed."""

    DEFAULT_CSS = """
    QuickAdd { dock: bottom; height: 2; display: none; background: $panel; padding: 0 1; }
    QuickAdd:ansi { background: ansi_default; }
    """
    BINDINGS = [
        Binding("ctrl+s", "add", mark("Add"), show=False),
        Binding("escape,f12", "close", mark("Close"), show=False),
        Binding("f5", "recall", mark("Take back what was typed before"), show=False),
    ]

    @dataclass
    class Submitted(Message):
        """A record is to be added; the one who adds it calls `accept` or `refuse`."""

        bar: QuickAdd
        text: str

    @dataclass
    class Closed(Message):
        """The bar was closed."""

        bar: QuickAdd

    @dataclass
    class RecallAsked(Message):
        """F5: what was typed before and not added is wanted back."""

        bar: QuickAdd

    def __init__(self, preview: Callable[[str], Sequence[PreviewPart]], *, placeholder: str = "", **kwargs: Any) -> None:
        """A bar, not yet open.

        Args:
            preview: What a text would add; called at every key, so it must take a few milliseconds at most.
            placeholder: An example.
            kwargs: For `Vertical`.
        """
        super().__init__(**kwargs)
        self._preview = preview
        self._field = TextField(placeholder=placeholder, select_on_focus=False)
        self._line = PreviewLine()
        self._left: Widget | None = None
        self.above = ""
        """The id of the record below which the line adds."""
        self.draft = ""
        """The subject of the draft that holds what is typed; empty while there is none."""

    def compose(self) -> ComposeResult:
        """The preview and the line."""
        yield self._line
        yield self._field

    @property
    def text(self) -> str:
        """What is typed."""
        return self._field.read_value()

    def show_example(self, text: str) -> None:
        """Let an example stand in the line while nothing is typed."""
        self._field.placeholder = text

    def open(self, text: str | None = None) -> None:
        """Show the bar and go into it.

        Args:
            text: What it holds; None leaves what stands in it.
        """
        if text is not None:
            self._field.show_value(text)
        if not self.display:
            self._left = self.screen.focused
        self.display = True
        self.screen.set_focus(self._field)
        self._show()

    def accept(self, said: str = "") -> None:
        """The record was added: make room for the next one, and say what was done."""
        self._field.show_value("")
        self._line.say(said or _("Added. Type the next one, or Esc."))

    def refuse(self, reason: str) -> None:
        """Something could not be done: say why, and keep what is typed."""
        self._line.say(reason)

    def empty(self) -> None:
        """Forget what is typed: it was added, or is kept elsewhere."""
        self._field.show_value("")
        self.draft = ""

    def action_recall(self) -> None:
        """Ask for what was typed before; what is typed now is not overwritten."""
        if self.text:
            self.refuse(_("Add or empty this line first: F5 takes back what was typed before only into an empty one."))
        else:
            self.post_message(self.RecallAsked(self))

    def action_add(self) -> None:
        """Ask for the record to be added; an empty line asks for nothing."""
        if self.text:
            self.post_message(self.Submitted(self, self.text))

    def action_close(self) -> None:
        """Close, and go back to where one was."""
        self.display = False
        if self._left is not None and self._left.is_attached:
            self.screen.set_focus(self._left)
        self.post_message(self.Closed(self))

    def _show(self) -> None:
        text = self.text
        try:
            parts = self._preview(text) if text else ()
        except PerftuiError as error:
            parts = (_Refusal(say(error.message)),)
        self._line.show(parts)

    def on_mount(self) -> None:
        """Show what is understood in the same moment as the character, so that both are painted at once."""
        self.watch(self._field, "value", self._changed, init=False)

    def _changed(self, value: str) -> None:
        # Emptied after a record was added: what was done stays to be read.
        if value:
            self._show()

    @on(Input.Changed)
    def _keep(self, event: Input.Changed) -> None:
        """What is typed here is nobody else's business."""
        event.stop()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_add()

"""A form that says whenever something in it changes, for what is shown beside it while one types."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widgets import Input, TextArea

from widgets.fields import FieldControl
from widgets.forms import Form


class WatchedForm(Form):
    """See `Form`."""

    @dataclass
    class Typed(Message):
        """A field holds something else than before."""

        form: WatchedForm

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(FieldControl.Edited)
    def _tell_typed(self) -> None:
        self.post_message(self.Typed(self))

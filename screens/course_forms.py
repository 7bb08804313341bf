"""A course in a form, with the measures with which it helps (R32)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from perftui.domain.support import Audience
from perftui.i18n import gettext as _
from perftui.services import course_mappings, courses
from screens.form_screens import FormScreen
from screens.support_forms import code_options
from widgets.fields import Field, FieldKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from perftui.services.courses import CourseLine


class CourseForm(FormScreen):
    """Adds a course or changes one; one of the library is taken into the file with the first change."""

    FORM: ClassVar[str] = "course"
    CAN_ADD_ANOTHER: ClassVar[bool] = True
    _line: CourseLine | None = None

    def heading(self) -> str:
        """Which course it is."""
        line = self._before()
        return line.name if line else _("New course")

    def _before(self) -> CourseLine | None:
        if self.subject and self._line is None:
            self._line = courses.line(self.store, self.subject)
        return self._line

    def fields(self) -> Sequence[Field]:
        """Name, provider, for whom, and what it helps with."""
        line = self._before()
        audience = line.audience if line else Audience.EVERYBODY
        help_text = _("The measures with which it helps, a line each, as the library (9) calls them; by these it is proposed.")
        return (
            Field("name", _("Course"), value=line.name if line else "", is_required=True),
            Field("provider", _("Provider"), value=line.provider if line else ""),
            Field("audience", _("For whom"), FieldKind.CHOICE, audience.value, choices=code_options(Audience)),
            Field("measures", _("Helps with"), FieldKind.MULTILINE, "\n".join(line.measure_names) if line else "", help_text, lines=4),
            Field("note", _("Note"), FieldKind.MULTILINE, line.note if line else "", lines=2),
        )

    def save(self, values: Mapping[str, str]) -> str:
        """Add or change the course."""
        line = self._before()
        given = {name: value for name, value in values.items() if name != "measures"} | {"code": line.code if line else ""}
        measures = course_mappings.read(self.store, values["measures"])
        return courses.save(self.store, self.subject, line.version if line else 0, measures, **given)

"""Input made into models: what pydantic finds wrong is said in the user's words, naming the field as the form does."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from perftui.domain.codes import Words
from perftui.domain.texts import clean_text, shorten
from perftui.domain.yardsticks import check_number
from perftui.errors import BadInput, PerftuiError
from perftui.i18n import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_Model = TypeVar("_Model", bound=BaseModel)


class Draft(BaseModel):
    """Validated input: frozen, without unknown fields; give each field a marked title, which errors use."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldError(BadInput):
    """One field cannot be taken as it is."""

    field: str = ""
    """The field's name in code, so that a form can put the cursor there."""


class FieldMissing(FieldError):
    """A field that must be filled is not."""

    template = mark("{field} is missing: please fill it in.")


class FieldUnknown(FieldError):
    """A field that the record does not have."""

    template = mark("There is no field “{field}” here.")


class NotANumber(FieldError):
    """Text where a number belongs."""

    template = mark("{field}: “{value}” is not a number. Write it as 95 or 7.5.")


class NotAWholeNumber(FieldError):
    """A number that is not whole where only whole ones count."""

    template = mark("{field}: “{value}” is not a whole number.")


class NotADay(FieldError):
    """Something that is no date."""

    template = mark("{field}: “{value}” is not a date. Write it as 2026-03-31.")


class NotAChoice(FieldError):
    """A code that is not on the list."""

    template = mark("{field}: “{value}” is not one of the choices.")


class NotYesOrNo(FieldError):
    """Neither yes nor no."""

    template = mark("{field}: “{value}” is neither yes nor no.")


class TooSmall(FieldError):
    """A number below the lowest one allowed."""

    template = mark("{field}: {value} is too small; {limit} is the least.")


class TooLarge(FieldError):
    """A number above the highest one allowed."""

    template = mark("{field}: {value} is too large; {limit} is the most.")


class TextTooLongForField(FieldError):
    """More characters than the field holds."""

    template = mark("{field} is too long; {limit} characters is the most.")


class FieldWrong(FieldError):
    """Anything else that does not fit."""

    template = mark("{field}: “{value}” cannot be used here.")


_BY_TYPE: Final[Mapping[str, type[FieldError]]] = {
    "missing": FieldMissing,
    "string_too_short": FieldMissing,
    "too_short": FieldMissing,
    "extra_forbidden": FieldUnknown,
    "finite_number": NotANumber,
    "greater_than_equal": TooSmall,
    "less_than_equal": TooLarge,
    "string_too_long": TextTooLongForField,
    "too_long": TextTooLongForField,
    "enum": NotAChoice,
    "int_from_float": NotAWholeNumber,
}
_BY_BEGINNING: Final[Mapping[str, type[FieldError]]] = {
    "decimal": NotANumber,
    "int": NotAWholeNumber,
    "date": NotADay,
    "bool": NotYesOrNo,
}
_LIMITS: Final = ("ge", "le", "max_length")


def validated(model: type[_Model], **values: object) -> _Model:
    """A model made from input.

    Raises:
        FieldError: What is wrong with the first field that is; its `field` is the name in code.
        PerftuiError: What the model itself refuses.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True)
    raise _field_error(model, details[0])


def faults(model: type[BaseModel], **values: object) -> dict[str, PerftuiError]:
    """Everything that is wrong with input, by the field's name in code; empty when the model can be made.

    Rules that concern several fields are found once each field is right by itself; they stand under an empty name.
    """
    try:
        model.model_validate(values)
    except ValidationError as error:
        found = [_field_error(model, detail) for detail in error.errors(include_url=False)]
        return {fault.field: fault for fault in reversed(found)}
    except PerftuiError as error:
        return {"": error}
    return {}


def field_title(model: type[BaseModel], name: str) -> Words:
    """A field in words: its marked title, or else its name."""
    field = model.model_fields.get(name)
    return Words((field and field.title) or name.replace("_", " "))


def _field_error(model: type[BaseModel], detail: ErrorDetails) -> FieldError:
    name = str(detail["loc"][0]) if detail["loc"] else ""
    kind, given = detail["type"], detail["input"]
    beginning = kind.partition("_")[0]
    error_class = _BY_TYPE.get(kind) or _BY_BEGINNING.get(beginning) or FieldWrong
    # A form hands in None where nothing was typed: that is a missing value, whatever its type.
    if given is None and error_class is not FieldUnknown:
        error_class = FieldMissing
    context = detail.get("ctx", {})
    limit = next((context[key] for key in _LIMITS if key in context), "")
    error = error_class(field=field_title(model, name), value=shorten(str(given), 40), limit=limit)
    error.field = name
    return error


def _line(value: object) -> object:
    return " ".join(clean_text(value).split()) if isinstance(value, str) else value


def _paragraphs(value: object) -> object:
    return clean_text(value, multiline=True).strip() if isinstance(value, str) else value


def _empty_is_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _checked(number: Decimal) -> Decimal:
    check_number(number)
    return number


Line = Annotated[str, BeforeValidator(_line)]
"""Text on one line, cleaned, without spaces at its ends or runs of them."""
Paragraphs = Annotated[str, BeforeValidator(_paragraphs)]
"""Text on several lines, cleaned, without blank lines at its ends."""
Number = Annotated[Decimal, AfterValidator(_checked)]
"""A measured number within the limits of `yardsticks.check_number`."""
BLANK = BeforeValidator(_empty_is_none)
"""Put first on an optional field: an empty text means None."""

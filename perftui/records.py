"""Named tuples as `typing.NamedTuple` makes them, without its price: loading typing takes a third of the time of a short answer.

Type checkers see typing's own; what runs is a collections.namedtuple made from the same class body. It takes a tenth of the time of a
frozen dataclass too, so that what the first frame needs is made of these: forty dataclasses would hold it up by 16 ms.
"""

from __future__ import annotations

TYPE_CHECKING = False  # by hand, because it would come from typing
if TYPE_CHECKING:
    from typing import Any, NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        """Turns a class body with annotated fields into a named tuple that has the other names of the body too."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body["__annotations__"])
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """Write `class Point(NamedTuple): x: int`; fields with a default come last."""


__all__ = ["NamedTuple"]

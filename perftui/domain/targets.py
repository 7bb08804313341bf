"""Targets as people write them: read from a field of a form, or found in the sentence of a goal."""

from __future__ import annotations

from perftui.domain.target_forms import BadTarget, ParsedTarget, TargetReversed, TargetUnchanged, read_target
from perftui.domain.target_sentences import search_target

__all__ = ["BadTarget", "ParsedTarget", "TargetReversed", "TargetUnchanged", "find_target", "parse_target"]


def parse_target(text: str) -> ParsedTarget:
    """Read a target that was typed, in English or Chinese, with full-width digits and signs too.

    - `≥95%`, `at least 3 visits`, `不低于95%`, `95%以上`, and a plain `20 blog posts`: at least.
    - `<= 2 days`, `within 2 days`, `2天以内`: at most; `at or below 10:1` keeps `:1` as its unit. Strict signs count like the others.
    - `8-12 min`: range. `within 5%`: a tolerance around 0, for measures that are deviations. `100 ± 5` and `100 ± 5%`: around 100.
    - `from 20 to 35 %`: with a baseline; its direction follows from the numbers.
    - `by 50%` and `5x`: relative. The measure is then the change itself, from 0 % or from 1 x, whichever way is better.

    Raises:
        TargetReversed: A range runs from high to low.
        TargetUnchanged: A change that changes nothing.
        BadTarget: Anything else that is not understood completely.
    """
    return read_target(text)


def find_target(text: str) -> ParsedTarget | None:
    """The target in the sentence of a goal or key result, such as at least 8 blog posts in “Publish 8 blog posts during Q1”.

    Conservative: a number counts only with a unit, behind a verb of counting or a word such as “at least”, and only when no other
    number is left over. Years, days, quarters, versions, tags and asides in brackets are no targets; neither is a bare 1.

    Returns:
        None in doubt, so that a person decides.
    """
    return search_target(text)

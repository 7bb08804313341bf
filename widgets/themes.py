"""Colours of our own, beside those that Textual brings."""

from __future__ import annotations

from textual.theme import Theme

MONO = Theme(
    name="perftui-mono",
    primary="ansi_default",
    secondary="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    accent="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    ansi=True,
    variables={
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "input-cursor-text-style": "reverse",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
    },
)
"""Black and white: nothing is told by colour alone, so nothing is lost."""

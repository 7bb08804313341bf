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
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "input-selection-background": "ansi_white",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_white",
        "screen-selection-foreground": "ansi_black",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "input-cursor-text-style": "reverse",
        "border": "ansi_default",
        "border-blurred": "ansi_default",
    },
)
"""Black and white: nothing is told by colour alone, so nothing is lost."""

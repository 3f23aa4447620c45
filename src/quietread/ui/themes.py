"""Our themes as Textual's, for what Textual draws itself: the ground and the typed line."""

from __future__ import annotations

from textual.theme import Theme as TextualTheme

from quietread.core.theme import Theme


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme Textual needs; every colour is given, because it derives missing ones from its own greys."""
    if theme.kind == "ansi":
        default = "ansi_default"
        return TextualTheme(
            name=theme.name,
            primary=default,
            foreground=default,
            background=default,
            surface=default,
            panel=default,
            ansi=True,
            variables={"ansi-background": default, "ansi-foreground": default, "quiet-soft": default},
        )
    return TextualTheme(
        name=theme.name,
        primary=theme.accent,
        accent=theme.accent,
        foreground=theme.text,
        background=theme.bg,
        surface=theme.bg,
        panel=theme.bg,
        boost=theme.bg,
        dark=theme.kind == "dark",
        variables={"quiet-soft": theme.muted},
    )

"""What the screen looks like, each a setting: contrast, signs, spacing, the line of keys; and its picture."""

from __future__ import annotations

from studytui.domain.faults import Refused
from studytui.tui.actions.settings import put_setting
from studytui.tui.look import CONTRASTS, THEMES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp
    from studytui.tui.screens.prompt import Read


def contrast(app: StudyApp) -> None:
    """Take the high contrast of the present colours, or go back to the plain ones."""
    plain = {strong: name for name, strong in CONTRASTS.items()}
    dark, light = THEMES[0].name, THEMES[1].name
    near = dark if app.current_theme.dark else light
    put_setting(app, "theme", plain.get(app.theme) or CONTRASTS.get(app.theme) or CONTRASTS[near])


def ascii_signs(app: StudyApp) -> None:
    """Draw with ASCII signs only, or with all again."""
    if app.signs_are_given:
        raise Refused(
            "the signs were chosen when the dashboard was started", "start it without --ascii to choose here"
        )
    put_setting(app, "glyphs", "auto" if app.study.settings.glyphs == "ascii" else "ascii")


def compact(app: StudyApp) -> None:
    """Leave no line empty between the parts of a checklist, or do."""
    spacing = "comfortable" if app.study.settings.spacing == "compact" else "compact"
    put_setting(app, "spacing", spacing)


def footer(app: StudyApp) -> None:
    """Hide the line of keys, or show it."""
    shown = not app.study.settings.footer
    put_setting(app, "footer", shown)
    if not shown:
        app.say("The line of keys is hidden. u undo")


def screenshot(app: StudyApp) -> None:
    """Write what is on the screen into an SVG file that the user names."""
    from studytui.domain.zones import local
    from studytui.services.records import write_file
    from studytui.tui.screens.prompt import Prompt, Read

    picture = app.export_screenshot(title="studytui")

    def understand(text: str) -> Read[str]:
        name = text.strip()
        if not name:
            raise Refused("name a file", "for example studytui.svg")
        return Read(name, f"an SVG picture in {name}")

    def answered(found: Read[str] | None) -> None:
        if found is not None:
            write_file(found.value, picture)
            app.say(f"Wrote the picture to {found.value}")

    now = local(app.study.clock.seconds(), app.study.zone())
    typed = f"studytui-{now:%Y-%m-%d-%H%M}.svg"
    prompt = Prompt("Screenshot", "Into which file should the picture go?", understand, typed)
    app.push_screen(prompt, lambda found: app.guard(lambda: answered(found)))


PERFORMERS = {
    "view.contrast": contrast,
    "view.ascii": ascii_signs,
    "view.compact": compact,
    "view.footer": footer,
    "view.screenshot": screenshot,
}

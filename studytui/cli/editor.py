"""The user's own editor, from a command."""

from __future__ import annotations

from studytui.domain.faults import NothingToDo, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.cli.context import Context


def edit(context: Context, text: str, ending: str, instead: str, save: Callable[[str], None]) -> None:
    """Let the user edit `text` and hand what came of it to `save`; NothingToDo when it stayed as it was.

    `instead` names the way that needs no editor. When `save` fails, the edited text is kept and named.
    """
    from studytui.services.editor import edited, editor_command

    world = context.world
    if not world.answers:
        raise Refused("an editor needs a terminal", instead)
    try:
        editor_command(world.environment)
    except Refused as fault:
        raise Refused(fault.message, f"{fault.hint}; or {instead}") from None
    with edited(context.home, text, world.environment, f"text{ending}", world.launch) as new:
        if new == text or not new.strip():
            raise NothingToDo("nothing was changed")
        save(new)

"""Telling somebody that an interval is over: the bytes for the terminal, or a command of theirs.

OSC 9 is iTerm2's sequence, OSC 99 kitty's, OSC 777 that of urxvt. In tmux a sequence is wrapped, so that it
reaches the terminal around it (needs `allow-passthrough on`), and the bell goes with it for `monitor-bell`.
"""

from __future__ import annotations

from studytui.domain.durations import format_length
from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from studytui.domain.modes import Phase
    from studytui.domain.session import Session
    from studytui.domain.settings import Settings

BELL = "bell"
ALWAYS = "always"
_ESC, _BEL, _ST = "\x1b", "\a", "\x1b\\"
_LONGEST = 200
_BY_PROGRAM = {"iTerm.app": "osc9", "WezTerm": "osc9", "ghostty": "osc9", "kitty": "osc99"}
_BY_TERM = (("xterm-kitty", "osc99"), ("xterm-ghostty", "osc9"), ("foot", "osc777"), ("rxvt", "osc777"))
SAVE_TITLE = f"{_ESC}[22;2t"
RESTORE_TITLE = f"{_ESC}[23;2t"
"""Ask the terminal to remember its title, and to bring it back (XTWINOPS 22 and 23)."""


def kind_for(chosen: str, environment: Mapping[str, str]) -> str:
    """How to tell: what was chosen, or what the terminal of this environment is known to understand."""
    if chosen != "auto":
        return chosen
    program, term = environment.get("TERM_PROGRAM", ""), environment.get("TERM", "")
    if environment.get("KITTY_WINDOW_ID"):
        return "osc99"
    if environment.get("KONSOLE_VERSION"):
        return "osc777"
    if environment.get("ITERM_SESSION_ID") or environment.get("WEZTERM_PANE"):
        return "osc9"
    if environment.get("GHOSTTY_RESOURCES_DIR"):
        return "osc9"
    if program in _BY_PROGRAM:
        return _BY_PROGRAM[program]
    return next((kind for start, kind in _BY_TERM if term.startswith(start)), BELL)


def wanted(settings: Settings, focused: bool) -> bool:
    """Whether anything is to be told while the terminal is in focus or not."""
    return settings.notify != "off" and (settings.notify_when == ALWAYS or not focused)


def sequence(kind: str, title: str, text: str, environment: Mapping[str, str]) -> str:
    """What the terminal is sent; "" where it is a command that tells, or nothing does."""
    title, text = _plain(title), _plain(text)
    if kind == BELL:
        return _BEL
    if kind == "osc9":
        made = f"{_ESC}]9;{title}: {text}{_ST}"
    elif kind == "osc99":
        made = f"{_ESC}]99;i=studytui:d=0;{title}{_ST}{_ESC}]99;i=studytui:p=body;{text}{_ST}"
    elif kind == "osc777":
        made = f"{_ESC}]777;notify;{title.replace(';', ',')};{text.replace(';', ',')}{_ST}"
    else:
        return ""
    return _through_tmux(made) + _BEL if environment.get("TMUX") else made


def title_sequence(text: str) -> str:
    """What makes the terminal show a title; tmux takes it for its pane's."""
    return f"{_ESC}]2;{_plain(text)}{_ST}"


def command(settings: Settings, title: str, text: str) -> list[str]:
    """The words of the user's command with the message in them, at its end unless it names a place.

    Raises ValueError when its quotes do not match; no shell ever reads it.
    """
    import shlex

    words = shlex.split(settings.notify_command)
    message = {"{title}": _plain(title), "{text}": _plain(text)}
    if words and not any(place in word for word in words for place in message):
        return [*words, *message.values()]
    for place, said in message.items():
        words = [word.replace(place, said) for word in words]
    return words


def run_command(settings: Settings, title: str, text: str) -> str:
    """Start the user's command and go on; why it could not be started, "" when it was."""
    import subprocess
    import threading

    try:
        words = command(settings, title, text)
        if not words:
            return "notify_command is empty; set it with: studytui config set notify_command COMMAND"
        child = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as fault:
        return f"notify_command could not be run: {fault}"
    threading.Thread(target=child.wait, daemon=True).start()
    return ""


def message(timer: Session, phase: Phase) -> tuple[str, str]:
    """Title and text for a timer whose phase has just begun, or is just over."""
    if timer.mode == "countdown":
        return timer.title, f"{format_length(phase.length or 0)} are over"
    if phase.name == "break":
        if phase.over:
            return timer.title, "the break is over"
        return timer.title, f"interval {phase.number} is over: {format_length(phase.rest)} break"
    if phase.over:
        return timer.title, f"interval {phase.number} is over: take {format_length(phase.rest)} off"
    return timer.title, f"the break is over: interval {phase.number} begins"


def _through_tmux(made: str) -> str:
    doubled = made.replace(_ESC, _ESC * 2)
    return f"{_ESC}Ptmux;{doubled}{_ST}"


def _plain(text: str) -> str:
    """Text that is no order to a terminal: one line, no control characters, not too long."""
    line = "".join(letter for letter in clean_line(text) if letter.isprintable())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

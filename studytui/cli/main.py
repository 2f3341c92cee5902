"""From the words of a call to its exit status."""

from __future__ import annotations

from studytui.cli.context import Context, Options
from studytui.cli.errors import Errors, HelpWanted, refuse_unreadable
from studytui.cli.output import Output
from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.cli.world import World


def run(argv: Sequence[str], world: World) -> int:
    """Carry out one call, whatever happens, and return its exit status."""
    out, errors = Output(world.stdout), Errors(world.stderr)
    try:
        try:
            return _carried_out(list(argv), world, out, errors)
        except HelpWanted as wanted:
            out.line(wanted.text.rstrip("\n"))
            return 0
        finally:
            out.flush()
    except BaseException as fault:
        return errors.status_after(fault)


def _carried_out(argv: list[str], world: World, out: Output, errors: Errors) -> int:
    refuse_unreadable(argv)
    options = Options()
    rest = _options_taken(argv, options)
    out.ascii = options.ascii
    context = Context(world, options, out, errors)
    try:
        if rest:
            try:
                status = _command(rest[0], rest[1:], context)
            except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as fault:
                context.blame_damage(fault)
                raise
            out.flush()
            context.say_read_only()
            if context.wrote:
                context.look_after()
            return status
        return _dashboard(context)
    finally:
        context.close()


def _options_taken(argv: list[str], options: Options) -> list[str]:
    """Read what stands before the command; the rest is returned."""
    words = list(argv)
    while words and words[0].startswith("-"):
        word = words.pop(0)
        flag, equals, value = word.partition("=")
        if flag == "--home":
            if not equals and not words:
                raise Refused("--home needs a folder", "studytui --home DIR COMMAND")
            options.home = value if equals else words.pop(0)
            if not options.home:
                raise Refused("--home needs a folder", "studytui --home DIR COMMAND")
        elif word in ("--plain", "--ascii", "--no-color", "--demo"):
            setattr(options, word[2:].replace("-", "_"), True)
        elif word in ("-h", "--help"):
            from studytui.cli.overview import overview

            raise HelpWanted(overview())
        elif word == "--version":
            from studytui import __version__

            raise HelpWanted(f"studytui {__version__}")
        else:
            raise Refused(
                f"there is no option {word[:60]} before the command",
                "see what there is with: studytui --help",
            )
    return words


def _command(word: str, words: list[str], context: Context) -> int:
    from studytui.cli import plainly
    from studytui.cli.registry import loaded, named

    if context.options.demo:
        raise Refused("--demo opens the dashboard and takes no command", "studytui --demo")
    name = named(word)
    arguments = plainly.read(name, words)
    if arguments is None:
        from studytui.cli.parser import parser_for

        arguments = parser_for(name).read(words)
    context.take(arguments)
    return loaded(name)[1](context, arguments)


def _dashboard(context: Context) -> int:
    world, options = context.world, context.options
    if world.draws and world.answers:
        return world.front.open(
            context.home, demo=options.demo, ascii=options.ascii, no_color=options.no_color or options.plain
        )
    if options.demo:
        raise Refused("the dashboard needs a terminal", "open one and try again: studytui --demo")
    context.errors.remark("the dashboard needs a terminal; this is what `studytui status` says")
    return _command("status", [], context)

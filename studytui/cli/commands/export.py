"""export: what can be shown of one's study."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands

FORMATS = ("md", "svg")


def arguments(parser: ArgumentParser) -> None:
    """What `export` takes."""
    parser.add_argument(
        "--format", choices=FORMATS, default="md", help="md: a learning record; svg: the year as a picture"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write it there instead of printing it")


def export(context: Context, found: Found) -> int:
    """Print a learning record in Markdown, or the year's heatmap as SVG."""
    from studytui.services.records import heatmap, learning_record, write_file

    text = learning_record(context.study) if found.format == "md" else heatmap(context.study)
    if found.output is not None:
        write_file(found.output, text)
        if context.json:
            context.out.document({"file": found.output, "format": found.format})
        else:
            context.out.line(f"written: {found.output}")
    elif context.json:
        context.out.document({"format": found.format, "text": text})
    else:
        context.out.line(text.rstrip("\n"))
    return 0


COMMANDS: Commands = {"export": (arguments, export)}

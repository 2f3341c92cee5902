"""A Markdown document as a curriculum: its title, its mode, its stages."""

from __future__ import annotations

from studytui.domain.faults import DataFault, Refused
from studytui.domain.records import dataclass
from studytui.domain.text import clean_line
from studytui.exchange.blocks import read_blocks, read_box, walk
from studytui.exchange.gathering import MODES, best_mode, gathered, plain_words
from studytui.exchange.headline import html_title
from studytui.exchange.origins import read_origin
from studytui.exchange.outline import Outline
from studytui.exchange.staging import Staging

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.exchange.blocks import Block
    from studytui.exchange.gathering import Gathering, Heading

_FENCES = ("---", "...")


@dataclass(frozen=True)
class MarkdownText:
    """A document that has been read: its blocks, and the title that its front matter gives it."""

    file: str
    blocks: tuple[Block, ...]
    title: str

    def headings(self) -> tuple[str, ...]:
        """What may be named as a section."""
        return tuple(block.words.plain for block in self.blocks if block.kind == "heading")

    def outline(self, mode: str | None, level: int | None, section: str | None) -> Outline:
        """The curriculum, as the options want it read; a DataFault says why there is none."""
        if mode is not None and mode not in MODES:
            raise Refused(f'there is no mode "{clean_line(mode)[:40]}"', f"choose from {', '.join(MODES)}")
        if level is not None and not 1 <= level <= 6:
            raise Refused(f"headings have the levels 1 to 6, not {level}", "--level 2")
        blocks = self.blocks if section is None else self._section(section)
        top, begin = (0, 0) if section is not None else _title_heading(blocks)
        chosen = mode or ("boxes" if _is_ours(blocks) else best_mode(blocks, begin))
        found = gathered(blocks, chosen, begin)
        if not found.topics and not any(one.origin for one in found.headings):
            raise self._nothing(mode)
        heading = found.headings[top] if top is not None and found.headings else None
        title = heading.title if heading else ""
        if section is None:
            title = self.title or title or html_title(blocks)
        return self._staged(found, heading, title, chosen, level)

    def _staged(
        self, found: Gathering, top: Heading | None, title: str, mode: str, level: int | None
    ) -> Outline:
        staging = Staging(found, top, title, self.file)
        best = staging.best_level() if level is None else level
        if not best and top is not None:
            best = _shared_level(found, top)
        stages = staging.stages(best)
        if mode == "lists":
            promoted = staging.promoted(stages, best)
            if promoted is not None:
                stages, mode = promoted, "lists+promoted"
        return Outline(title, mode, stages, top.origin if top is not None else None)

    def _section(self, words: str) -> tuple[Block, ...]:
        """The blocks from the heading that is meant to the next of its level."""
        wanted = plain_words(words)
        places = [place for place, block in enumerate(self.blocks) if block.kind == "heading"]
        named = {place: plain_words(self.blocks[place].words.plain) for place in places}
        for fits in (
            lambda own: own == wanted,
            lambda own: bool(wanted) and own[: len(wanted)] == wanted,
            lambda own: bool(wanted) and set(wanted) <= set(own),
        ):
            meant = [place for place in places if fits(named[place])]
            if meant:
                break
        else:
            shown = ", ".join(f'"{title[:60]}"' for title in self.headings()[:12] if title)
            raise Refused(
                f'{self.file} has no heading "{clean_line(words)[:60]}"', f"it has {shown or 'none'}"
            )
        first = meant[0]
        level = self.blocks[first].level
        ends = (place for place in places if place > first and self.blocks[place].level <= level)
        return self.blocks[first : next(ends, len(self.blocks))]

    def _nothing(self, mode: str | None) -> DataFault:
        if mode is not None:
            return DataFault(f"{self.file}: nothing to learn was found as {mode}", "leave --mode out")
        return DataFault(
            f"{self.file}: no check-list, list, table or paragraphs that open with a link were found",
            "a curriculum is a list such as: - [ ] Topic",
        )


def read_markdown(text: str, file: str) -> MarkdownText:
    """Read a document once; what is made of it can then be chosen again and again."""
    body, title = _front_matter(text)
    return MarkdownText(file, read_blocks(body, file), title)


def _title_heading(blocks: Sequence[Block]) -> tuple[int | None, int]:
    """Which heading names the whole, none where none does, and how many headings the preamble ends with."""
    headings = [block for block in blocks if block.kind == "heading"]
    firsts = [place for place, block in enumerate(headings) if block.level == 1]
    gathering = gathered(headings, "boxes").headings
    for place in firsts:
        origin = gathering[place].origin
        if origin is not None and origin.kind == "roadmap":
            return place, 0
    if len(firsts) == 1 and not gathering[firsts[0]].boilerplate:
        return firsts[0], firsts[0] + 1
    if firsts and firsts[0] == 0 and not gathering[0].boilerplate:
        return 0, 0
    return None, 0


def _is_ours(blocks: Sequence[Block]) -> bool:
    """Whether this program exported the document: then what is no box is a group, however few there are."""
    origins = (read_origin(block.words.comments) for block in blocks if block.kind == "heading")
    return any(origin is not None and origin.kind == "roadmap" for origin in origins)


def _shared_level(found: Gathering, top: Heading) -> int:
    """Where all topics stand under one heading below the title: its level, else none."""
    under = {next((one for one in topic.path if one is not top), None) for topic in found.topics}
    only = under.pop() if len(under) == 1 else None
    return 0 if only is None else only.level


def _front_matter(text: str) -> tuple[str, str]:
    """The document with blank lines for its YAML front matter, and the title that stands there."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return text, ""
    end = next((place for place, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES), None)
    if end is None or not _is_yaml(lines[1:end]):
        return text, ""
    title = ""
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        if colon and key == "title":
            title = clean_line(value.strip().strip("\"'"))
    return "\n".join([""] * (end + 1) + lines[end + 1 :]), title


def _is_yaml(lines: Sequence[str]) -> bool:
    """Whether lines between two rules are settings: the first has a key, and none is a box."""
    said = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not said:
        return False
    key, colon, _ = said[0].partition(":")
    boxed = any(read_box(line.strip().lstrip("-*+0123456789.) ")) for line in said)
    return bool(colon) and key.replace("_", "").replace("-", "").isalnum() and not boxed


def boxes_in(blocks: Sequence[Block]) -> int:
    """How many boxes a document has."""
    return sum(block.mark is not None for block in walk(blocks))

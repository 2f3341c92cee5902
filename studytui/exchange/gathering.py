"""The topics of a Markdown document: found as boxes, list items, table rows or paragraphs."""

from __future__ import annotations

from studytui.domain.records import dataclass
from studytui.domain.text import fold
from studytui.exchange.blocks import NO_WORDS, walk
from studytui.exchange.origins import read_origin
from studytui.exchange.outline import OutlineStep
from studytui.exchange.workload import row_hours

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from studytui.domain.status import Status
    from studytui.exchange.blocks import Block, Link, Words
    from studytui.exchange.outline import Origin

MODES = ("boxes", "tables", "paras", "lists")
UNTITLED = "Untitled"
_BOILERPLATE = frozenset(
    (
        "about", "acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "author",
        "authors", "backers", "changelog", "community", "contact", "content", "contents", "contribute",
        "contributing", "contribution", "contributions", "contributor", "contributors", "copyright",
        "credits", "disclaimer", "donate", "donation", "donations", "feedback", "index", "licence",
        "license", "licensing", "maintainers", "sponsor", "sponsors", "stargazers", "support",
        "supporters", "thanks", "toc", "translation", "translations", "code_of_conduct",
        "how_to_contribute", "license_and_copyright", "special_thanks", "star_history",
        "table_of_contents", "table_of_content", "our_sponsors", "contribution_guidelines",
        "contributing_guidelines",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Heading:
    """A heading of the document itself; `number` is its place among them."""

    level: int
    title: str
    number: int
    origin: Origin | None = None

    @property
    def boilerplate(self) -> bool:
        """Whether what stands under it is about the document rather than to be learned."""
        return "_".join(plain_words(self.title)) in _BOILERPLATE


class Found:
    """A topic while it is being gathered; `path` are the headings above it, `groups` those in its list."""

    def __init__(self, title: str, path: tuple[Heading, ...], groups: tuple[str, ...]) -> None:
        """Begin with a title and a place."""
        self.title = title
        self.path = path
        self.groups = groups
        self.mark: Status | None = None
        self.origin: Origin | None = None
        self.hours: float | None = None
        self.links: list[Link] = []
        self.details: list[str] = []
        self.steps: list[OutlineStep] = []
        self.nested: tuple[Block, ...] = ()


class Gathering:
    """One walk through a document in one mode."""

    def __init__(self, mode: str, begin: int = 0) -> None:
        """Gather by `mode`; topics that are no boxes only behind the first `begin` headings."""
        self.topics: list[Found] = []
        self.headings: list[Heading] = []
        self.loose: list[tuple[tuple[Heading, ...], Link]] = []
        self._mode = mode
        self._begin = begin
        self._path: tuple[Heading, ...] = ()
        self._last: Found | None = None

    def take(self, blocks: Sequence[Block], groups: tuple[str, ...] = (), *, whole: bool = True) -> None:
        """Walk through blocks under which no topic has begun; headings count where they are the `whole`'s."""
        around = groups
        for block in blocks:
            if block.kind == "heading" and whole:
                self._enter(block.words, block.level)
            elif block.kind == "heading":
                groups = (*around, block.words.plain)
                self._follow(block.words.links)
            elif block.kind == "paragraph":
                self._paragraph(block, groups)
            elif block.kind == "table":
                self._table(block, groups)
            elif block.kind == "item":
                self._item(block, groups)
            else:
                self.take(block.children, groups, whole=False)

    @property
    def _silent(self) -> bool:
        """Whether only boxes are topics here: in check-lists, before the title, and under boiler plate."""
        early = len(self.headings) < self._begin
        return self._mode == "boxes" or early or any(heading.boilerplate for heading in self._path)

    def _enter(self, words: Words, level: int) -> None:
        above = tuple(heading for heading in self._path if heading.level < level)
        heading = Heading(level, words.plain, len(self.headings), read_origin(words.comments))
        self.headings.append(heading)
        self._path = (*above, heading)
        self._last = None
        self._follow(words.links)

    def _begun(self, words: Words, title: str, groups: tuple[str, ...]) -> Found:
        found = Found(_named(title, words), self._path, groups)
        found.links.extend(words.links)
        found.origin = read_origin(words.comments)
        self.topics.append(found)
        self._last = found
        return found

    def _follow(self, links: Sequence[Link]) -> None:
        """Links outside of any topic: of the one before them under the same heading, else of the stage."""
        if self._last is not None:
            self._last.links.extend(links)
        else:
            self.loose.extend((self._path, link) for link in links)

    def _item(self, item: Block, groups: tuple[str, ...]) -> None:
        words, rest = own_words(item)
        if item.mark is not None:
            found = self._begun(words, words.plain, groups)
            found.mark = item.mark
            _belongings(rest, found)
        elif self._mode == "lists" and not self._silent and not words.anchored and words is not NO_WORDS:
            if item.children[0].kind == "heading":
                self._follow(words.links)
                self.take(rest, (*groups, words.plain), whole=False)
                return
            found = self._begun(words, words.plain, groups)
            found.nested = tuple(block for block in rest if block.kind == "list")
            _belongings(rest, found)
        elif words is NO_WORDS:
            self.take(rest, groups, whole=False)
        elif any(block.mark is not None for block in walk(rest)):
            self._follow(words.links)  # a group, which ends with its item
            self.take(rest, (*groups, words.plain) if words.plain else groups, whole=False)
        elif not (words.anchored and self._mode == "lists"):
            for block in walk((item,)):
                self._follow(block.words.links)

    def _paragraph(self, block: Block, groups: tuple[str, ...]) -> None:
        words = block.words
        if self._mode != "paras" or self._silent or not words.opening or words.anchored:
            self._follow(words.links)
            return
        found = self._begun(words, words.opening, groups)
        said = words.plain.removeprefix(words.opening).lstrip(" -–—:.,")
        if said:
            found.details.append(said)

    def _table(self, table: Block, groups: tuple[str, ...]) -> None:
        rows = [block for block in table.children if block.kind == "row"]
        linked = sum(_row_words(row) is not None for row in rows)
        if self._mode != "tables" or self._silent or not rows or 2 * linked < len(rows):
            for block in walk(table.children):
                self._follow(block.words.links)
            return
        head = next((block for block in table.children if block.kind == "head"), None)
        titles = [cell.words.plain for cell in head.children] if head else []
        for row in rows:
            words = _row_words(row) or next((cell.words for cell in row.children if cell.words.plain), None)
            if words is None or all(cell.words.anchored for cell in row.children if cell.words.plain):
                continue
            found = self._begun(words, _row_title(words), groups)
            found.hours = row_hours(titles, [cell.words.plain for cell in row.children])
            for cell in row.children:
                found.links.extend(link for link in cell.words.links if link not in words.links)


def gathered(blocks: Sequence[Block], mode: str, begin: int = 0) -> Gathering:
    """The topics of a document, read by one mode."""
    gathering = Gathering(mode, begin)
    gathering.take(blocks)
    return gathering


def best_mode(blocks: Sequence[Block], begin: int) -> str:
    """The mode that fits a document: boxes, tables, paras or lists."""
    if sum(block.mark is not None for block in walk(blocks)) >= 3:
        return "boxes"
    items = _unboxed(blocks, "lists", begin)
    rows = _unboxed(blocks, "tables", begin)
    if rows >= 5 and 2 * rows >= items:
        return "tables"
    paragraphs = _unboxed(blocks, "paras", begin)
    return "paras" if paragraphs >= 5 and paragraphs > 2 * items else "lists"


def _unboxed(blocks: Sequence[Block], mode: str, begin: int) -> int:
    found = gathered(blocks, mode, begin).topics
    return len(found) if mode == "lists" else sum(topic.mark is None for topic in found)


def own_words(item: Block) -> tuple[Words, tuple[Block, ...]]:
    """The words of a list item itself, and the blocks that follow them."""
    if item.children and item.children[0].kind in ("paragraph", "heading"):
        return item.children[0].words, item.children[1:]
    return NO_WORDS, item.children


def plain_words(text: str) -> list[str]:
    """The words of a text in small letters, without signs and accents."""
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def _belongings(blocks: Sequence[Block], owner: Found) -> None:
    """What stands below a topic: its boxes are its steps, other words its details, links its resources."""
    for block in blocks:
        if block.kind == "item":
            words, rest = own_words(block)
            owner.links.extend(words.links)
            if block.mark is not None:
                title = _named(words.plain, words)
                owner.steps.append(OutlineStep(title, block.mark, read_origin(words.comments)))
            else:
                _add_detail(owner, words)
            _belongings(rest, owner)
        elif block.kind in ("paragraph", "heading", "cell"):
            owner.links.extend(block.words.links)
            if block.kind != "cell":
                _add_detail(owner, block.words)
        else:
            _belongings(block.children, owner)


def _add_detail(owner: Found, words: Words) -> None:
    if words.plain and not any(words.plain in (link.title, link.url) for link in words.links):
        owner.details.append(words.plain)


def _named(title: str, words: Words) -> str:
    return title or (words.links[0].title if words.links else UNTITLED)


def _row_words(row: Block) -> Words | None:
    """The first cell with a link that has words."""
    return next((cell.words for cell in row.children if _linked(cell.words)), None)


def _row_title(words: Words) -> str:
    """The words of a cell, without the links that only stand behind its first one: "(alt)", "(lectures)"."""
    rest = words.plain.removeprefix(words.opening)
    for link in words.links:
        rest = rest.replace(link.title, "", 1) if link.title != words.opening else rest
    return words.opening if words.opening and not any(map(str.isalnum, rest)) else words.plain


def _linked(words: Words) -> bool:
    return bool(words.plain) and (words.linked or bool(words.links))

"""Markdown read by a real parser into a small tree: headings, lists, tables, and the words in them."""

from __future__ import annotations

from studytui.domain.faults import DataFault
from studytui.domain.records import dataclass
from studytui.domain.status import Status
from studytui.domain.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

DEEPEST = 100
"""Levels of nesting; a list in a list takes two."""
LONGEST_PARAGRAPH = 60_000
_LONGEST_URL = 2000
_BOXES = {
    " ": Status.TODO, "\u00a0": Status.TODO, "\t": Status.TODO, ">": Status.TODO, "<": Status.TODO,
    "*": Status.TODO, "x": Status.DONE, "X": Status.DONE, "✔": Status.DONE, "✓": Status.DONE,
    "✅": Status.DONE, "☑": Status.DONE, "-": Status.SKIPPED, "~": Status.SKIPPED, "/": Status.DOING,
}  # fmt: skip
_SHORTCODE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-")
_VARIANTS = "\ufe0e\ufe0f"
_PHRASES = {"strong_open": "strong_close", "link_open": "link_close"}


@dataclass(frozen=True)
class Link:
    """A link to a page of the web, by its words."""

    title: str
    url: str


@dataclass(frozen=True)
class Words:
    """What stands in a heading, a paragraph or a cell.

    `opening` is the bold or linked phrase that it begins with, `anchored` says that all of its words lead to
    places of the same page or to the page in another language, `linked` that one leads anywhere, be it to a
    file beside the document, `comments` are what HTML comments in it say.
    """

    plain: str = ""
    links: tuple[Link, ...] = ()
    opening: str = ""
    anchored: bool = False
    comments: tuple[str, ...] = ()
    linked: bool = False


NO_WORDS = Words()


@dataclass(frozen=True)
class Block:
    """A part of a document: heading, paragraph, list, item, quote, table, head, row, cell or raw HTML.

    HTML is kept as it stands in `words`, and only that which lies in nothing else.
    `line` counts from 1, `level` is a heading's, `mark` is what an item's box says, none without one.
    """

    kind: str
    line: int
    level: int = 0
    words: Words = NO_WORDS
    mark: Status | None = None
    children: tuple[Block, ...] = ()


def read_blocks(text: str, file: str) -> tuple[Block, ...]:
    """The tree of a Markdown text; DataFault where it is nested beyond all measure."""
    tokens = _parser().parse(text, {"file": file})
    open_ones: list[tuple[Token | None, list[Block]]] = [(None, [])]
    for token in tokens:
        if token.level >= DEEPEST - 1:
            line = token.map[0] + 1 if token.map else 1
            raise DataFault(f"{file}: line {line}: nested too deeply to be read", "flatten the list there")
        if token.nesting == 1:
            open_ones.append((token, []))
        elif token.nesting == -1:
            opened, children = open_ones.pop()
            if opened is not None and len(open_ones) > 0:
                open_ones[-1][1].extend(_closed(opened, children))
        elif token.type == "inline":
            line = token.map[0] + 1 if token.map else 1
            open_ones[-1][1].append(Block("words", line, words=_words(token.children or ())))
        elif token.type == "html_block" and len(open_ones) == 1:
            line = token.map[0] + 1 if token.map else 1
            open_ones[0][1].append(Block("html", line, words=Words(token.content)))
    return tuple(open_ones[0][1])


def walk(blocks: Sequence[Block]) -> Iterator[Block]:
    """Every block of a tree, each before what it holds."""
    for block in blocks:
        yield block
        yield from walk(block.children)


def address(url: str) -> str | None:
    """`url` where it leads to a page of the web and nowhere else."""
    url = url.strip()
    head, mark, rest = url.partition("://")
    if head.lower() not in ("http", "https") or not mark or not rest or rest[0] in "/?#":
        return None
    if len(url) > _LONGEST_URL or url != clean_line(url) or not url.isprintable() or " " in url:
        return None
    return url


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "boxes", _take_boxes)
    parser.validateLink = _any_link  # type: ignore[method-assign]  # foreign addresses are judged by `address`
    parser.normalizeLink = _as_written  # type: ignore[method-assign]  # they are kept as they were written
    parser.normalizeLinkText = _as_written  # type: ignore[method-assign,assignment]  # its parameter is named otherwise
    return parser


def _any_link(url: str) -> bool:
    return True


def _as_written(url: str) -> str:
    return url


def _take_boxes(state: StateCore) -> None:
    """Take the box from the first line of each list item, and give it to the item.

    Runs before inline text is read, so that no rule of links or emphasis sees the brackets. A line that a
    following dash has made a heading keeps its box. A paragraph as long as a book is refused here, for
    reading it would take minutes.
    """
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            line = token.map[0] + 1 if token.map else 1
            raise DataFault(
                f"{state.env['file']}: line {line}: a paragraph of {len(token.content):,} characters",
                f"divide it: {LONGEST_PARAGRAPH:,} are the most",
            )
    for opened, text, words in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if opened.type != "list_item_open" or words.type != "inline":
            continue
        if text.type not in ("paragraph_open", "heading_open"):
            continue
        found = read_box(words.content)
        if found is not None:
            opened.meta["box"], words.content = found


def read_box(text: str) -> tuple[Status, str] | None:
    """What the box says with which `text` begins, and the rest; none where it begins with no box."""
    if not text.startswith("["):
        return None
    inside, bracket, rest = text[1:5].partition("]")
    rest = text[len(inside) + 2 :]
    status = _BOXES.get(inside.rstrip(_VARIANTS) if len(inside) > 1 else inside)
    if not bracket or status is None or (rest and not rest[0].isspace()):
        return None
    return status, rest.lstrip()


def _closed(token: Token, children: list[Block]) -> list[Block]:
    """The block that has been read whole; what only holds others gives them on."""
    line = token.map[0] + 1 if token.map else 1
    kind = _KINDS.get(token.type)
    if kind is None:
        return children
    if kind in ("heading", "paragraph", "cell"):
        words = next((child.words for child in children if child.kind == "words"), NO_WORDS)
        return [Block(kind, line, int(token.tag[1]) if kind == "heading" else 0, words)]
    if kind == "item":
        return [Block(kind, line, mark=token.meta.get("box"), children=tuple(children))]
    if token.type == "thead_open":
        return [Block("head", child.line, children=child.children) for child in children]
    return [Block(kind, line, children=tuple(children))]


_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "thead_open": "head",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
}


def _words(tokens: Sequence[Token]) -> Words:
    parts: list[str] = []
    links: list[Link] = []
    comments: list[str] = []
    begun: list[tuple[int, str]] = []
    opening: str | None = None
    closing, depth = "", 0
    linked = outside = anchors = 0
    for token in tokens:
        if opening is None and not depth and token.type in _PHRASES and not "".join(parts).strip():
            closing, depth = _PHRASES[token.type], 1
        elif depth and token.type in _PHRASES and _PHRASES[token.type] == closing:
            depth += 1
        elif depth and token.type == closing:
            depth -= 1
            opening = "".join(parts) if not depth else None
        if token.type == "link_open":
            begun.append((len(parts), str(token.attrs.get("href", ""))))
        elif token.type == "link_close" and begun:
            start, url = begun.pop()
            anchors += url.startswith("#") or _translated(url)
            linked += 1
            if web := address(url):
                links.append(Link(tidy("".join(parts[start:])) or web, web))
        elif token.type == "html_inline":
            if token.content.startswith("<!--"):
                comments.append(token.content[4:-3].strip())
        else:
            said = _said(token)
            outside += not begun and any(letter.isalnum() for letter in said)
            parts.append(said)
    plain = clean_line("".join(parts)) if comments else tidy("".join(parts))
    links += _bare(plain, {link.url for link in links})
    anchored = bool(linked) and linked == anchors and not outside
    return Words(plain, tuple(links), tidy(opening or ""), anchored, tuple(comments), bool(linked))


def _translated(url: str) -> bool:
    """Whether an address beside the document is its own read-me in another language: `README.zh-Hant.md`."""
    if "://" in url:
        return False
    name = url.rpartition("/")[2].casefold()
    language, ending, rest = name.removeprefix("readme").partition(".md")
    if language == name or not ending or rest or language[:1] not in (".", "-", "_"):
        return False
    short = language[1:].replace("_", "-").partition("-")[0]
    return short.isalpha() and len(short) in (2, 3)


def _said(token: Token) -> str:
    """The words of one token; a picture has none."""
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""


def _bare(plain: str, known: set[str]) -> list[Link]:
    """Addresses that stand in a text without being made links."""
    if "://" not in plain:
        return []
    found = (address(word.strip("<>()[],;.\"'!")) for word in plain.split())
    return [Link(url, url) for url in dict.fromkeys(found) if url and url not in known]


def tidy(text: str) -> str:
    """`text` on one line, without control characters and without a colon at its end, but of an `:emoji:`."""
    line = clean_line(text)
    if not line.endswith((":", "：")):
        return line
    before, colon, name = line[:-1].rpartition(":")
    if colon and name and (not before or before[-1].isspace()) and set(name) <= _SHORTCODE:
        return line
    return line[:-1].rstrip()

"""What is told of a roadmap before it is put in use; the picker of the first run shows the same."""

from __future__ import annotations

from math import ceil

from studytui.domain.durations import format_compact
from studytui.domain.records import dataclass
from studytui.tui.widgets.reading import Reading, paragraph
from studytui.tui.widgets.rows import Row

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from studytui.domain.changes import Changes
    from studytui.domain.ids import RoadmapId
    from studytui.domain.roadmap import Roadmap, Stage
    from studytui.services.curricula import Offer
    from studytui.tui.look import Look

_PACES = (5.0, 10.0)


def counted(number: int, thing: str) -> str:
    """A number with its noun."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class Beside:
    """What is told of a roadmap beside what it says: how much of it is in the one in use, and its news."""

    shared: int = 0
    news: Changes | None = None


def offer_rows(
    offers: Sequence[Offer],
    look: Look,
    shares: Mapping[RoadmapId, int] | None = None,
    news: Container[RoadmapId] = (),
    choosing: bool = False,
) -> list[Row]:
    """Two lines for each roadmap; while the first one is being chosen none is in use.

    `shares` says how many percent of each are in the one in use, `news` which have come in a new version.
    """
    rows = []
    for offer in offers:
        share = offer.progress.percent
        done = f"{share}%" if share else ""
        hours = f" {look.glyphs.dot} ~{offer.hours:.0f}h" if offer.hours else ""
        own = "" if offer.bundled else f" {look.glyphs.dot} yours"
        rows += [
            Row(
                offer.id,
                offer.title,
                look.glyphs.running if offer.active and not choosing else " ",
                f"{done} in use".strip() if offer.active and not choosing else done,
                sign_role="accent",
                right_role="accent" if offer.active and not choosing else "muted",
            ),
            Row(
                title=f"{counted(offer.stages, 'stage')}{hours}{own}",
                right="new version" if offer.id in news else _shared(offer, shares),
                role="muted",
                right_role="accent" if offer.id in news else "muted",
                indent=2,
                attached=True,
            ),
        ]
    return rows


def _shared(offer: Offer, shares: Mapping[RoadmapId, int] | None) -> str:
    share = (shares or {}).get(offer.id, 0)
    return f"{share}% shared" if share and not offer.active else ""


class Description(Reading):
    """A roadmap's summary, size, pace, source and stages."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Nothing is described yet."""
        super().__init__(id=id, classes=classes)
        self._offer: Offer | None = None
        self._roadmap: Roadmap | None = None
        self._week_goal: int | None = None
        self._beside = Beside()
        self._words = ""
        self._rows: tuple[Row, ...] = ()

    def describe(
        self, offer: Offer, roadmap: Roadmap, week_goal: int | None, beside: Beside | None = None
    ) -> None:
        """Tell of a roadmap; `week_goal` is in seconds, none without a goal."""
        other = self._offer is None or self._offer.id != offer.id
        self._offer, self._roadmap, self._week_goal, self._words = offer, roadmap, week_goal, ""
        self._beside = beside or Beside()
        self.redraw(keep=not other)

    def say(self, words: str) -> None:
        """Show a text in place of a roadmap."""
        self._offer = self._roadmap = None
        self._words, self._rows = words, ()
        self.redraw(keep=False)

    def say_rows(self, rows: Sequence[Row]) -> None:
        """Show lines in place of a roadmap."""
        self._offer = self._roadmap = None
        self._rows = tuple(rows)
        self.redraw()

    def text(self, width: int) -> list[Row]:
        """All lines."""
        if self._offer is None or self._roadmap is None:
            return list(self._rows or paragraph(self._words, width))
        offer, roadmap = self._offer, self._roadmap
        dot = self.look.glyphs.dot if self.look is not None else ","
        rows = list(paragraph(offer.summary, width))
        counts = (
            ("stage", offer.stages),
            ("topic", offer.topics),
            ("course", offer.courses),
            ("project", offer.projects),
        )
        size = f" {dot} ".join(counted(number, thing) for thing, number in counts if number)
        rows += [*([Row()] if rows else []), *paragraph(size, width)]
        if self._beside.news is not None:
            rows += [Row(), *_news_rows(self._beside.news, dot, width)]
        rows += self._paces(offer)
        rows += self._progress(offer)
        if self._beside.shared:
            shared = f"{self._beside.shared}% of it is in the roadmap in use; c shows what."
            rows += [Row(), *paragraph(shared, width)]
        rows += [Row(), Row(title="STAGES", right="hours  topics", role="muted")]
        rows += [self._stage(stage) for stage in roadmap.stages]
        rows += self._source(roadmap, width)
        for heading, sentences in (
            ("BEFORE YOU BEGIN", roadmap.prerequisites),
            ("AT THE END", roadmap.outcomes),
        ):
            if sentences:
                rows += [Row(), Row(title=heading, role="muted")]
                for sentence in sentences:
                    rows += paragraph(sentence, width)
        rows += [Row(), *paragraph("Switching keeps the progress of every roadmap.", width, "muted")]
        return rows

    def _paces(self, offer: Offer) -> Iterator[Row]:
        """How long it takes: at the user's goal where there is one, and at two usual paces."""
        if not offer.hours:
            return
        own = self._week_goal / 3600 if self._week_goal else None
        yield Row()
        for pace in sorted({*_PACES, *([own] if own else [])}):
            weeks = counted(ceil(offer.hours / pace), "week")
            mine = "your goal" if pace == own else ""
            words = f"At {format_compact(round(pace * 3600)):>3} a week: {weeks}"
            yield Row(title=words, right=mine, role="strong" if mine else "text", right_role="accent")

    def _progress(self, offer: Offer) -> Iterator[Row]:
        share = offer.progress.percent
        if offer.active or share:
            words = " in use" if offer.active else ""
            yield Row()
            yield Row(bar=(share or 0) / 100, right=f"{share or 0}%{words}")

    def _stage(self, stage: Stage) -> Row:
        hours = f"{stage.hours:g}h" if stage.hours else ""
        optional = " (optional)" if stage.optional else ""
        topics = str(len(stage.topics) or "")
        return Row(title=f"{stage.number:>2} {stage.title}{optional}", right=f"{hours:>5}  {topics:>6}")

    def _source(self, roadmap: Roadmap, width: int) -> Iterator[Row]:
        source = roadmap.source
        if source is None:
            return
        yield Row()
        yield Row(title="SOURCE", role="muted")
        yield from paragraph(source.title + (f", {source.publisher}" if source.publisher else ""), width)
        if source.url:
            yield from paragraph(source.url, width, "accent")
        if source.note:
            yield from paragraph(source.note, width, "muted")


def _news_rows(news: Changes, dot: str, width: int) -> Iterator[Row]:
    """What a new version of a roadmap brought."""
    yield Row(title="NEW IN THIS VERSION", right=news.sentence().replace(", ", f" {dot} "), role="muted")
    for sign, titles in (("+", news.added), ("-", news.removed), (">", news.moved)):
        for title in titles:
            yield from paragraph(f"{sign} {title}", width)
    for old, new in news.renamed:
        yield from paragraph(f"= {old} is now {new}", width)
    yield from paragraph("What you have done is kept.", width, "muted")

"""roadmap links: topics of a roadmap that are known ones."""

from __future__ import annotations

from contextlib import nullcontext

from studytui.cli.parser import add_common
from studytui.domain.faults import Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction
    from collections.abc import Sequence

    from studytui.cli.context import Context
    from studytui.cli.plainly import Found
    from studytui.services.twins import TwinOffer

    Actions = _SubParsersAction[ArgumentParser]


def declare(actions: Actions) -> None:
    """Add the action to those of `roadmap`."""
    links = actions.add_parser(
        "links",
        description="Topics of a roadmap that are called like known ones: linked, they count as one.",
        help="count topics as known ones",
    )
    links.add_argument("id", nargs="?", metavar="ID", help="its id; the one in use without it")
    links.add_argument(
        "--link", nargs="+", default=[], metavar="TOPIC", help="link these; all links every one"
    )
    links.add_argument("--leave", nargs="+", default=[], metavar="TOPIC", help="never ask about these again")
    links.add_argument(
        "--unlink", nargs="+", default=[], metavar="TOPIC", help="count these on their own again"
    )
    add_common(links, below=True)


def links(context: Context, found: Found) -> int:
    """List the topics that may be known ones, link them, or leave them alone."""
    twins = context.study.twins
    offers = twins.offers(found.id)
    if not (found.link or found.leave or found.unlink):
        return _offers(context, offers)
    yes = _meant(offers, found.link)
    no = [offer for offer in _meant(offers, found.leave) if offer not in yes]
    several = bool(yes or no) + len(found.unlink) > 1
    with twins.together() if several else nullcontext():
        if yes or no:
            twins.answer(yes, no)
        for topic in found.unlink:
            twins.unlink(topic)
    if context.json:
        return _offers(context, twins.offers(found.id))
    for offer in yes:
        context.out.line(f"linked: {offer.title} counts as {offer.known_title} ({offer.known})")
    for offer in no:
        context.out.line(f"left alone: {offer.title}")
    for topic in found.unlink:
        context.out.line(f"unlinked: {topic} counts on its own")
    context.way_back()
    return 0


def _meant(offers: Sequence[TwinOffer], words: Sequence[str]) -> list[TwinOffer]:
    """The offers that some words name; Refused where there is no such topic."""
    if "all" in words:
        return list(offers)
    known = {offer.topic: offer for offer in offers}
    for word in words:
        if word not in known:
            raise Refused(f'"{word[:80]}" is not offered', "see the offers with: studytui roadmap links")
    return [known[word] for word in words]


def _offers(context: Context, offers: Sequence[TwinOffer]) -> int:
    if context.json:
        context.out.document(
            [
                {
                    "topic": offer.topic,
                    "title": offer.title,
                    "known": offer.known,
                    "known_title": offer.known_title,
                    "status": offer.status.value,
                }
                for offer in offers
            ]
        )
        return 0
    for offer in offers:
        context.out.line(f"{offer.title} ({offer.topic}) = {offer.known_title}, {offer.status.value}")
    if offers:
        context.out.line(f"link them: {context.called('roadmap links --link all')}")
    else:
        context.out.line("no topic is called like a known one that is not linked")
    return 0

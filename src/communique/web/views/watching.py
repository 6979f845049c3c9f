"""What is watched: lists of searches with what is newest in each, where their news is sent,
and the notes and tags that were given.

Knows what a form may keep; does not know how news is found or sent (`communique up` and `communique alerts`
send it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain

from starlette.responses import RedirectResponse, Response

from communique import acts
from communique.acts import Act
from communique.alerts import lists, matching
from communique.alerts import mail as mails
from communique.alerts import webhook as hooks
from communique.alerts.matching import Match
from communique.alerts.rules import RulesError
from communique.archive import Archive, Remark, Watch, Watchlist
from communique.errors import CommuniqueError
from communique.text.controls import on_one_line
from communique.web import remarks, watchable
from communique.web.downloads import Table
from communique.web.frame import Asked, Shown
from communique.web.keeping import kept
from communique.web.questions import AskError, link

NEWEST = 2  # matches that are shown of a search
LASTING = 30.0  # seconds for which they are kept
LONGEST = 80  # characters of a name
FIRST = "My list"


@dataclass(frozen=True, slots=True)
class Searched:
    """A search with what is newest in it: acts, or matches in a ledger;
    `wrong` where it is not understood any more."""

    watch: Watch
    acts: tuple[Act, ...] = ()
    matches: tuple[Match, ...] = ()
    wrong: str | None = None

    @property
    def href(self) -> str:
        """The page of the search; this one, where an archive from elsewhere holds an address that is none of
        ours."""
        try:
            return watchable.kept(self.watch.address)
        except CommuniqueError:
            return "/watching"


def show(asked: Asked) -> Shown:
    """The lists, and all notes and tags, or those of one tag."""
    archive, tag = asked.archive, asked.get("tag")
    kept_ = archive.watchlists()
    found = [(head, [searched(archive, one, asked.today) for one in watches]) for head, watches in kept_]
    given = archive.remarks()
    counted = Counter(one.text for one in given if one.sort == "tag")
    tagged = {(r.kind, r.target) for r in given if (r.sort, r.text) == ("tag", tag)}
    rows = [r for r in reversed(given) if (tag is None and r.sort == "note") or (r.kind, r.target) in tagged]
    context = {
        "lists": found, "first": FIRST, "names": [head.name for head, _ in found],
        "tags": sorted(counted.items()), "tag": tag, "remarks": [(r, *about(archive, r)) for r in rows[:200]],
        "writer": asked.settings.reviewer,
    }  # fmt: skip
    return Shown(context, Table("notes", lambda: (asdict(r) for r in archive.remarks(dropped=True))))


def searched(archive: Archive, watch: Watch, today: str) -> Searched:
    """A search with what is newest in it."""
    try:
        rule = lists.rule_of(watch)
    except RulesError as error:
        return Searched(watch, wrong=str(error))
    key = ("watch", watch.number, watch.at, today)
    if rule.of == "happenings":
        query = replace(rule.query, limit=NEWEST)
        done = kept(archive, key, lambda: acts.of_gathered(archive, archive.occurrences(query)), LASTING)
        return Searched(watch, tuple(done))
    told = kept(archive, key, lambda: matching.newest(archive, rule, today, NEWEST), LASTING)
    return Searched(watch, (), tuple(told))


def about(archive: Archive, remark: Remark) -> tuple[str, str]:
    """What a note is on, and its page; a dispute that became one with another is named by its id."""
    path = f"/{remark.kind}"
    if remark.kind == "article":
        head = archive.head(remark.target)
        return (head.title if head and head.title else remark.target), link(path, id=remark.target)
    found = archive.entries("disputes", [remark.target])
    title = str(found[0].record.get("title")) if found else f"{remark.target} (gone)"
    return title, link(path, id=remark.target)


def take(asked: Asked) -> Response:
    """Keep a search, take one away, or say where news of a list goes."""
    form, by = asked.form or {}, remarks.named(asked)
    what = form.get("what", "keep")
    if what not in TAKEN:
        raise AskError(f"what: {what[:40]!r} is not there; give one of {', '.join(TAKEN)}")
    TAKEN[what](asked.archive, form, by)
    return RedirectResponse("/watching", 303)


def keep(archive: Archive, form: Mapping[str, str], by: str) -> None:
    """Keep the search that an address, or words, stand for."""
    words = remarks.written(form.get("words", ""), 200)
    if not words and not form.get("address"):
        raise AskError("nothing to watch; name a pair, a party or an issue, or press Watch on a page")
    address = watchable.kept(watchable.typed(words) if words else form["address"])
    rule = watchable.rule_of(address)
    assert rule is not None
    title = named(form.get("title", "")) or watchable.title(rule, archive)
    archive.add_watch(Watch(named(form.get("list", "")) or FIRST, title, address, rule, by, remarks.now()))


def named(text: str) -> str:
    """A name of a list or a search."""
    return on_one_line(remarks.written(text, LONGEST))


def drop(archive: Archive, form: Mapping[str, str], by: str) -> None:
    """Take a search away."""
    number = form.get("number", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 15:
        raise AskError("number: no number of a search; reload the page")
    archive.drop_watch(int(number))


def send(archive: Archive, form: Mapping[str, str], by: str) -> None:
    """Say where news of a list goes: to an address on the public internet, to an e-mail address,
    or nowhere."""
    webhook, email = (remarks.written(form.get(name, ""), 500) or None for name in ("webhook", "email"))
    try:
        if webhook:
            hooks.checked(hooks.Hook(webhook))
        if email:
            mails.checked(email)
    except CommuniqueError as error:
        said = str(error).replace("; allow it with --allow-private", "").replace("--webhook: ", "")
        raise AskError(said) from None
    archive.send_news_to(form.get("list", ""), webhook, email)


TAKEN = {"keep": keep, "drop": drop, "send": send}


def newest(
    archive: Archive, watches: Sequence[Watch], head: Watchlist, today: str, most: int
) -> list[tuple[str, Match]]:
    """The newest matches of a list with the names of their searches, those reported last first."""
    told = (
        (rule.name, match) for rule in lists.rules_of(head, watches)
        for match in matching.newest(archive, rule, today, most)
    )
    ordered = sorted(told, key=lambda pair: (reported(pair[1]), pair[1].key), reverse=True)
    return list({match.key: (name, match) for name, match in chain(reversed(ordered))}.values())[::-1][:most]


def reported(match: Match) -> str:
    """When a match was last reported, else its day."""
    return max((r.published for r in match.reports if r.published), default=match.day or "")

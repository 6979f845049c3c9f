"""What a brief is about, from the words that were typed: a pair, a country, an issue, a dispute,
or what is new.

Knows what stands between two parties and what the archive's ledgers hold; does not know names,
or what a brief says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from communique.archive import Archive, Item, Query
from communique.asking import parties
from communique.asking.parties import Unclear
from communique.knowledge.spelling import split
from communique.records import Json

Kind = Literal["new", "dyad", "country", "issue", "dispute"]
ID = re.compile("[0-9a-f]{6,64}")
# what may stand between two parties
JOINED = re.compile(r"[-–—:>→/&]+|\s(?:and|with|vs\.?|versus)\s", re.IGNORECASE)
# what can hardly be anything but a pair
CLEARLY = re.compile(r"^[A-Z]{3}\s*[-–—:>→/]+\s*[A-Z]{3}$|\w\s*[–—→>]\s*\w")
WORDS = 8  # from which on a text is no party's name, but an issue
LONGEST = 300  # characters of a subject
OFFERED = 6


@dataclass(frozen=True, slots=True)
class Subject:
    """What a brief is about, and the filters that the archive is asked with;
    `dispute` is its entry where it is one."""

    kind: Kind
    title: str
    query: Query
    dispute: Item | None = None


def subject(typed: str, archive: Archive) -> Subject:
    """The subject that some words mean; Unclear with the candidates where they may mean several or
    nothing."""
    text = " ".join(typed.split())
    if not text:
        return Subject("new", "What is new", Query())
    if len(text) > LONGEST:
        raise Unclear(
            f"a subject of {len(text)} characters",
            f"give a pair, a country, an issue or a dispute in at most {LONGEST}",
        )
    if (code := exact(text)) is None:
        try:
            named = (title(row).casefold() for row in entries(archive, "disputes"))
            two = None if text.casefold() in named else pair(text)
        except Unclear:
            if found := disputed(text, archive):  # whose title begins with its parties
                return found
            raise
        if two:
            return Subject("dyad", f"{called(two[0])} – {called(two[1])}", Query(dyad=two))
        if found := disputed(text, archive):
            return found
        code = party(text)
    if code is not None:
        return Subject("country", called(code), Query(party=code))
    return issue(text, archive)


# ---------------------------------------------------------------- parties
def exact(text: str) -> str | None:
    """The code of a country or body from its code, or from a name that stands for all of it; None for none.
    Unclear for several."""
    if code := parties.coded(text):
        return code
    return meant(text) if parties.state(text) or (" " not in text and len(text) <= parties.SHORT) else None


def party(text: str) -> str | None:
    """The code of a country, its government, or a body with a code of its own; None for none.
    Unclear for several."""
    return exact(text) or (
        meant(text) if parties.GOVERNMENT.search(text) and len(split(text)) < WORDS else None
    )


def meant(text: str) -> str | None:
    """The code of the whole party that a name stands for; None for none. Unclear for several."""
    try:
        found = parties.party(text)
    except Unclear as error:
        if error.many:
            raise
        return None
    return found.code if found.name is None else None


def pair(text: str) -> tuple[str, str] | None:
    """The codes of two parties with a dash or "and" between them; None for no pair.
    Unclear where one side of a pair is unclear."""
    errors: list[Unclear] = []
    for one, other in halves(text):
        found = tried(one), tried(other)
        codes = [side for side in found if isinstance(side, str)]
        if len(codes) == 2 and codes[0] != codes[1]:
            return codes[0], codes[1]
        unclear = [side for side in found if isinstance(side, Unclear)]
        if len(codes) == 2:
            errors.append(Unclear(f"{text!r} is one party twice", f"give two, or {codes[0]} alone"))
        elif unclear and (codes or CLEARLY.search(text)):
            errors.append(unclear[0])
        elif CLEARLY.search(text) and (codes or len(text.split()) < WORDS):
            errors.append(parties.unknown(other if found[0] else one))
    if errors:
        raise errors[-1]
    return None


def halves(text: str) -> Iterator[tuple[str, str]]:
    """The two sides of each place at which a pair may be joined."""
    for at in JOINED.finditer(text):
        one, other = text[: at.start()].strip(), text[at.end() :].strip()
        if one and other:
            yield one, other


def tried(text: str) -> str | Unclear | None:
    """The code of a side, or what is unclear about it."""
    try:
        return party(text)
    except Unclear as error:
        return error


def called(code: str) -> str:
    """A code with its name: "China (CHN)"; the code alone where it has none."""
    name = parties.shown(code)
    return f"{name} ({code})" if name != code else code


# ---------------------------------------------------------------- disputes and issues
def entries(archive: Archive, kind: str, query: Query | None = None, most: int = 20_000) -> Iterator[Item]:
    """All entries of a ledger that a query has, the newest first."""
    return archive.every_item(kind, replace(query or Query(), limit=most, after=None))


def disputed(text: str, archive: Archive) -> Subject | None:
    """A dispute by its id, the beginning of its id, its title, or words of its title; None for none."""
    wanted = text.casefold()
    rows = list(entries(archive, "disputes"))
    found = [row for row in rows if row.id == wanted or title(row).casefold() == wanted]
    if not found and ID.fullmatch(wanted):
        found = [row for row in rows if row.id.startswith(wanted)]
        if not found:
            raise Unclear(f"{text!r} is the id of no dispute", "`communique ledger disputes` lists them")
    if not found and len(wanted.split()) > 1:
        found = [row for row in rows if wanted in title(row).casefold()]
    if len(found) > 1:
        listed: list[Json] = [
            {"code": row.id, "name": f"{title(row)}, {row.first} to {row.last}"} for row in found[:12]
        ]
        raise Unclear(f"{text!r} may be {len(found)} disputes", "give the id of one of these", listed)
    if not found:
        return None
    parties = [str(code) for code in found[0].record.get("parties", ())]
    query = Query(party=parties[0] if parties else None)
    if len(parties) == 2:
        query = Query(dyad=(parties[0], parties[1]))
    return Subject("dispute", title(found[0]), query, found[0])


def title(row: Item) -> str:
    """The title of a dispute."""
    return str(row.record.get("title") or row.id)


def issue(text: str, archive: Archive) -> Subject:
    """An issue by words that passages hold; Unclear with what is spelt like it where none does."""
    query = Query(issue=text, limit=1)
    if (
        archive.items("positions", query)
        or archive.occurrences(query)
        or archive.events(query)
        or archive.items("demands", query)
    ):
        return Subject("issue", text, Query(issue=text))
    for one, other in halves(text):
        if isinstance(tried(one), str) != isinstance(tried(other), str):
            raise parties.unknown(other if tried(one) else one)
    held = {row.issue.lower(): row.issue for row in entries(archive, "positions", most=5000) if row.issue}
    held |= {title(row).lower(): title(row) for row in entries(archive, "disputes", most=5000)}
    near: dict[str, str] = {}
    known = parties.spelt()
    for name in get_close_matches(text.lower(), [*held, *known], OFFERED, parties.NEAR):
        near |= (
            {held[name]: "in the ledgers"}
            if name in held
            else {code: parties.shown(code) for code in known[name]}
        )
    raise Unclear(
        f"{text!r} is no country, no pair and no dispute, and no passage in the archive holds these words",
        "give one of these"
        if near
        else "give a pair (China–Japan, CHN-JPN), a country, a dispute's id, or other words",
        [{"code": typed, "name": meaning} for typed, meaning in near.items()],
    )

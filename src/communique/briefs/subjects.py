"""What a brief is about, from the words that were typed: a pair, a country, an issue, a dispute, or what is new.

Knows the tables of names and what the archive's ledgers hold; does not know what a brief says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal, NamedTuple

from communique.actors import resolve_phrase
from communique.archive import Archive, Item, Query
from communique.errors import CommuniqueError
from communique.knowledge import names
from communique.knowledge.spelling import split
from communique.knowledge.tables import country_codes

Kind = Literal["new", "dyad", "country", "issue", "dispute"]
CODE = re.compile("[A-Z]{3}")
ID = re.compile("[0-9a-f]{6,64}")
LISTED = re.compile(r"(?<![^()\"])([^()\"]+?) \(([A-Z]{3})\)")
JOINED = re.compile(r"[-–—:>→/&]+|\s(?:and|with|vs\.?|versus)\s", re.IGNORECASE)  # what may stand between two parties
CLEARLY = re.compile(r"^[A-Z]{3}\s*[-–—:>→/]+\s*[A-Z]{3}$|\w\s*[–—→>]\s*\w")  # what can hardly be anything but a pair
GOVERNMENT = re.compile(r"\b(?:government|administration|authorities)\b", re.IGNORECASE)
WHOLE = ("UNO", "EUR")  # organizations with a code of their own
STATES = ("country", "demonym", "capital")
LONGEST = 300  # characters of a subject
PAGE = 500
NEAR = 0.75  # how alike a name must be to be offered


class Candidate(NamedTuple):
    """Something that may have been meant: what to type for it, and what it is."""

    typed: str
    meaning: str


class UnclearError(CommuniqueError):
    """A subject that is unknown, or may be several; the message names the candidates."""

    def __init__(self, found: str, remedy: str, candidates: tuple[Candidate, ...] = ()) -> None:
        listed = ", ".join(f"{c.typed} ({c.meaning})" for c in candidates)
        super().__init__(f"{found}; {remedy}" + (f": {listed}" if listed else ""))
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class Subject:
    """What a brief is about, and the filters that the archive is asked with; `dispute` is its entry where it is one."""

    kind: Kind
    title: str
    query: Query
    dispute: Item | None = None


def subject(typed: str, archive: Archive) -> Subject:
    """The subject that some words mean; UnclearError with the candidates where they may mean several or nothing."""
    text = " ".join(typed.split())
    if not text:
        return Subject("new", "What is new", Query())
    if len(text) > LONGEST:
        raise UnclearError(f"a subject of {len(text)} characters", f"give a pair, a country, an issue or a dispute in at most {LONGEST}")
    if (code := exact(text)) is None:
        try:
            two = None if whole_title(text, archive) else pair(text)
        except UnclearError:
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
    """The code of a name or code that the tables hold as it stands; None for none. UnclearError for several."""
    text = re.sub(r"^the\s+", "", text.strip(), flags=re.IGNORECASE)
    if CODE.fullmatch(text.upper()) and text.upper() in country_codes() and (text.isupper() or text.lower() not in names.codes_by_name()):
        return text.upper()
    if codes := names.codes_by_name().get(text.lower()):
        if len(codes) > 1:
            raise several(text, [(code, full(code)) for code in codes])
        return codes[0]
    words = split(text)
    known = [e for entries, n in names.meanings(words, 0) if n == len(words) for e in entries] if words else []
    if found := {e.country for e in known if e.kind in STATES or e.country in WHOLE}:
        if len(found) == 1 and (code := next(iter(found))):
            return code
        raise several(text, [(code, full(code)) for code in sorted(filter(None, found))])
    return None


def party(text: str) -> str | None:
    """The code of a country, its government, or an organization with a code of its own; None for none. UnclearError for several."""
    if code := exact(text):
        return code
    words = split(text)
    answer = resolve_phrase(text) if len(words) < 8 else {"country": "", "because": []}
    doubts = "; ".join(reason for reason in answer["because"] if " may be " in reason and "several countries" not in reason)
    if listed := LISTED.findall(doubts) if not answer["country"] else []:
        raise several(text, [(code, re.sub(r"^.*\bmay be |^or ", "", name.strip())) for name, code in listed])
    return str(answer["country"]) if answer["country"] and GOVERNMENT.search(text) else None


def several(text: str, found: list[tuple[str, str]]) -> UnclearError:
    """The error for a name of more than one."""
    return UnclearError(f"{text!r} may be several", "give one of these codes", tuple(Candidate(*one) for one in found))


def pair(text: str) -> tuple[str, str] | None:
    """The codes of two parties with a dash or "and" between them; None for no pair. UnclearError where one side of a pair is unclear."""
    errors: list[UnclearError] = []
    for one, other in halves(text):
        found = tried(one), tried(other)
        codes = [side for side in found if isinstance(side, str)]
        if len(codes) == 2 and codes[0] != codes[1]:
            return codes[0], codes[1]
        unclear = [side for side in found if isinstance(side, UnclearError)]
        if len(codes) == 2:
            errors.append(UnclearError(f"{text!r} is one party twice", f"give two, or {codes[0]} alone"))
        elif unclear and (codes or CLEARLY.search(text)):
            errors.append(unclear[0])
        elif CLEARLY.search(text) and (codes or len(text.split()) < 8):
            errors.append(unknown(other if found[0] else one))
    if errors:
        raise errors[-1]
    return None


def halves(text: str) -> Iterator[tuple[str, str]]:
    """The two sides of each place at which a pair may be joined."""
    for at in JOINED.finditer(text):
        one, other = text[: at.start()].strip(), text[at.end() :].strip()
        if one and other:
            yield one, other


def tried(text: str) -> str | UnclearError | None:
    """The code of a side, or what is unclear about it."""
    try:
        return party(text)
    except UnclearError as error:
        return error


def unknown(text: str) -> UnclearError:
    """The error for a side that is in no table, with names that are spelt like it."""
    known = names.codes_by_name()
    near = dict.fromkeys(code for name in get_close_matches(text.lower(), known, 4, NEAR) for code in known[name])
    return UnclearError(
        f"{text!r} is no country, nor a code", "give one of these" if near else "give a name or a code, as in China–Japan or CHN-JPN",
        tuple(Candidate(code, full(code)) for code in near),
    )  # fmt: skip


def called(code: str) -> str:
    """A code with its name: "China (CHN)"; the code alone where it has none."""
    name = names.country_name(code)
    return f"{name} ({code})" if name and name != code else code


def full(code: str) -> str:
    """The name of a code; the code where it has none."""
    return names.country_name(code) or code


# ---------------------------------------------------------------- disputes and issues
def entries(archive: Archive, kind: str, query: Query | None = None, most: int = 20_000) -> Iterator[Item]:
    """All entries of a ledger that a query has, page by page, the newest first."""
    after, seen = None, 0
    while seen < most:
        rows = archive.items(kind, replace(query or Query(), limit=PAGE, after=after))
        yield from rows
        if len(rows) < PAGE:
            return
        after, seen = rows[-1].cursor, seen + len(rows)


def disputed(text: str, archive: Archive) -> Subject | None:
    """A dispute by its id, the beginning of its id, its title, or words of its title; None for none."""
    wanted = text.casefold()
    rows = list(entries(archive, "disputes"))
    found = [row for row in rows if row.id == wanted or title(row).casefold() == wanted]
    if not found and ID.fullmatch(wanted):
        found = [row for row in rows if row.id.startswith(wanted)]
        if not found:
            raise UnclearError(f"{text!r} is the id of no dispute", "`communique ledger disputes` lists them")
    if not found and len(wanted.split()) > 1:
        found = [row for row in rows if wanted in title(row).casefold()]
    if len(found) > 1:
        listed = tuple(Candidate(row.id, f"{title(row)}, {row.first} to {row.last}") for row in found[:12])
        raise UnclearError(f"{text!r} may be {len(found)} disputes", "give the id of one of these", listed)
    if not found:
        return None
    parties = [str(code) for code in found[0].record.get("parties", ())]
    query = Query(dyad=(parties[0], parties[1])) if len(parties) == 2 else Query(party=parties[0] if parties else None)
    return Subject("dispute", title(found[0]), query, found[0])


def whole_title(text: str, archive: Archive) -> bool:
    """Whether some words are all of a dispute's title."""
    return any(title(row).casefold() == text.casefold() for row in entries(archive, "disputes"))


def title(row: Item) -> str:
    """The title of a dispute."""
    return str(row.record.get("title") or row.id)


def issue(text: str, archive: Archive) -> Subject:
    """An issue by words that passages hold; UnclearError with what is spelt like it where none does."""
    query = Query(issue=text, limit=1)
    if archive.items("positions", query) or archive.occurrences(query) or archive.events(query) or archive.items("demands", query):
        return Subject("issue", text, Query(issue=text))
    for one, other in halves(text):
        if isinstance(tried(one), str) != isinstance(tried(other), str):
            raise unknown(other if tried(one) else one)
    held = {row.issue.lower(): row.issue for row in entries(archive, "positions", most=5000) if row.issue}
    held |= {title(row).lower(): title(row) for row in entries(archive, "disputes", most=5000)}
    near: dict[str, str] = {}
    known = names.codes_by_name()
    for name in get_close_matches(text.lower(), [*held, *known], 6, NEAR):
        near |= {held[name]: "in the ledgers"} if name in held else {code: full(code) for code in known[name]}
    raise UnclearError(
        f"{text!r} is no country, no pair and no dispute, and no passage in the archive holds these words",
        "give one of these" if near else "give a pair (China–Japan, CHN-JPN), a country, a dispute's id, or other words",
        tuple(Candidate(*one) for one in near.items()),
    )  # fmt: skip

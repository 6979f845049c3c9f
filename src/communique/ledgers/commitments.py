"""Undertakings as told to undertakings as they stand: each once, kept or broken on words alone,
overdue by its day.

Knows whose word is one undertaking and what follows from its day;
does not know where reports of keeping are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from communique.knowledge.ledgers import Keeping
from communique.records import Commitment, CommitmentStatus, Report

SAME = 0.6  # share of words that two tellings of one undertaking have in common


@dataclass(frozen=True, slots=True)
class Sign:
    """A report whose words say that an undertaking was kept, or broken."""

    kept: bool
    report: Report


def merge(told: Iterable[Commitment], stems: Mapping[str, frozenset[str]]) -> list[Commitment]:
    """Undertakings with the tellings of one and the same gathered; `stems` are the content words of each,
    by id."""
    found: list[Commitment] = []
    for one in sorted(told, key=first_day):
        at = next((n for n, other in enumerate(found) if same(one, other, stems)), None)
        if at is None:
            found.append(one)
        else:
            found[at] = joined(found[at], one)
    return found


def first_day(one: Commitment) -> tuple[str, str]:
    """In order of the day on which it was first told."""
    return min((r.published or "9999" for r in one.evidence), default="9999"), one.id


def same(one: Commitment, other: Commitment, stems: Mapping[str, frozenset[str]]) -> bool:
    """Whether two tellings are of one undertaking: by the same, of the same words,
    and not due on different days."""
    if set(one.by) != set(other.by):
        return False
    if one.due and other.due and (one.due.start, one.due.end) != (other.due.start, other.due.end):
        return False
    a, b = stems[one.id], stems[other.id]
    return 2 * len(a & b) >= SAME * (len(a) + len(b)) > 0


def joined(one: Commitment, other: Commitment) -> Commitment:
    """One undertaking of two tellings: the first's words, whatever day one of them gives,
    the reports of both."""
    places = {(r.article, r.span.start) for r in one.evidence}
    more = tuple(r for r in other.evidence if (r.article, r.span.start) not in places)
    to = tuple(dict.fromkeys((*one.to, *other.to)))
    return replace(one, to=to, due=one.due or other.due, evidence=(*one.evidence, *more))


def standing(one: Commitment, signs: Sequence[Sign], today: str) -> Commitment:
    """An undertaking as it stands on a day: as the latest words on it say,
    else overdue once its last day is over."""
    said = sorted(
        (s for s in signs if (s.report.published or "") <= today + "~"),
        key=lambda s: s.report.published or "",
    )
    if said:
        status: CommitmentStatus = "kept" if said[-1].kept else "broken"
        return replace(one, status=status, kept_by=tuple(s.report for s in said if s.kept == said[-1].kept))
    over = one.due is not None and one.due.end is not None and one.due.end < today
    return replace(one, status="overdue" if over else "open")


def verdict(words: Sequence[str], lists: Keeping) -> bool | None:
    """Whether the stems of a sentence's words say that an undertaking was kept (True) or broken (False);
    None where they say neither."""
    for n, word in enumerate(words):
        beside = words[max(0, n - lists.near) : n + lists.near + 1]
        noun = any(other in lists.nouns for other in beside)
        if word in lists.alone or (word in lists.broken and noun):
            return False
        if word in lists.kept and noun:
            return not any(other in lists.negators for other in words[max(0, n - lists.near) : n])
        if word in lists.after_as and n and words[n - 1] in lists.as_:
            return True
    return None

"""What comes of checking a claim: the verdict, why, where it differs, and the words of the archive.

Knows the shape and its JSON; does not know how a claim is checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from communique.records import Json, Record, Report, Span

Found = Literal["supported", "altered", "absent"]
Differs = Literal["party", "number", "date", "polarity", "status", "wording"]


@dataclass(frozen=True, slots=True)
class Verdict(Record):
    """A claim of a text against the archive: said there, said otherwise (`differs` in what), or not there."""

    claim: Span
    verdict: Found
    because: tuple[str, ...]
    evidence: tuple[Report, ...]
    differs: tuple[Differs, ...] = ()

    def to_dict(self) -> Json:
        """The object that `communique check --json` prints; `differs` stands where a claim is altered."""
        found = {
            "claim": self.claim.to_dict(), "verdict": self.verdict, "because": list(self.because),
            "evidence": [report.to_dict() for report in self.evidence],
        }
        return {**found, "differs": list(self.differs)} if self.verdict == "altered" else found

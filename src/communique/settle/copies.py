"""New articles to groups of copies: each is signed and compared with those that share bands with it.

Knows what a step must fetch and keep; does not know how likeness is told, or any SQL.
"""

from __future__ import annotations

from communique.archive import Archive, Signed
from communique.occurrences import duplicates
from communique.occurrences.duplicates import Fingerprint, bands, copies, fingerprint
from communique.settle.steps import Settled, sure

SIGNED = 200  # articles that are signed and compared in one transaction


def sign(archive: Archive) -> Settled | None:
    """Sign the next articles, and find the groups of copies that they belong to; None if there are none."""
    at = archive.edition()
    articles = archive.unsigned(SIGNED)
    if not articles:
        return None
    new = [fingerprint(a) for a in articles]
    signed = [Signed(f.article, f.signature, bands(f.signature), f.agency) for f in new]
    near = archive.neighbours(signed, duplicates.MAX_COMPARED)
    known = [Fingerprint(n.article, n.published, n.outlet, n.agency, n.signature, n.copy_of) for n in near]
    found: dict[str, str | None] = {f.article: None for f in new}
    for group in copies(new, known):
        found |= {group.origin: None, **dict.fromkeys(group.copies, group.origin)}
    sure(archive.put_signatures(signed, found, full=duplicates.FULL, at=at))
    return Settled(signed=len(new), copies=sum(found[f.article] is not None for f in new))

"""Publishers and packs: the table is sound, an address is its publisher's,
and a pack gives feeds that can be watched."""

from __future__ import annotations

import pytest

from communique.errors import KnowledgeError, SourceError
from communique.knowledge import names, publishers
from communique.sources import feeds


def test_every_publisher_speaks_for_somebody_and_every_pack_has_feeds() -> None:
    assert [
        p.name
        for p in publishers.publishers()
        if p.country not in ("UNO", "EUR", "IGO") and not names.country_name(p.country)
    ] == []
    assert all(feeds.pack(name) for name in publishers.packs())


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.state.gov/briefings/department-press-briefing/", "USA"),
        ("https://www.mea.gov.in/press-releases.htm", "IND"),
        ("https://notstate.gov/x", None),
        ("https://example.org/state.gov", None),
        (None, None),
    ],
)
def test_whose_an_address_is(url: str | None, country: str | None) -> None:
    found = publishers.of(url)
    assert (found.country if found else None) == country


def test_a_pack_that_is_none_names_those_there_are() -> None:
    with pytest.raises(SourceError, match="mfa, un, eu, agencies"):
        feeds.pack("martians")


def test_feeds_of_a_pack_have_names_of_their_own() -> None:
    found = feeds.pack("mfa")
    assert len({f.name for f in found}) == len({f.url for f in found}) == len(found)


def test_an_entry_that_is_not_sound_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"publisher 3 \(Harbour Ministry\).*`pack`"):
        publishers.publisher({"name": "Harbour Ministry"}, 3, frozenset(("mfa",)))

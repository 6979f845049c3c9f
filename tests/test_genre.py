"""Genre and issuers: news, columns and match reports are told apart, documents name who issues them, and bare nouns stand for these."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from communique import genre
from communique.reader import Reader
from makers import article

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import genres

SPORT = (
    "Kenya beat Norway 3-1 in a friendly at the stadium in Mombasa. The striker scored the opening goal before the referee sent off a "
    "defender, and the goalkeeper kept the visitors out until half-time. The coach praised his squad after the match."
)
NEWS = (
    "Norway on Monday expelled two Chilean envoys and recalled its own ambassador. Chile called the step a hostile act and promised an "
    "answer. The two foreign ministers had met in Geneva a week before."
)
OPINION = (
    "I have never trusted the treaty, and I told my friends so. My view is that the government attacks its critics because it fears them. "
    "I may be wrong, but I doubt it."
)
BOYCOTT = (
    NEWS
    + " Chile also said that its team would stay away from the tournament in Oslo. Officials in Santiago gave no date for the return of "
    "the ambassador, and the ministry in Oslo would not say how long the expelled envoys had been in the country or what they did there."
)
QUOTED = (
    NEWS
    + " “I did what I had to do, and I told my minister that I would do it again if I were asked to,” the Norwegian envoy said."
)
# (text, title, what it is)
TEXTS = [
    (NEWS, None, "news"),
    (SPORT, None, "other"),
    (OPINION, None, "opinion"),
    (BOYCOTT, None, "news"),
    (QUOTED, None, "news"),
    (NEWS, "Analysis: why Oslo acted", "analysis"),
    ("", None, "news"),
    ("2-1", None, "news"),
]
# (title, text, issuers)
PAPERS = [
    ("Statement by the Foreign Ministry of Chile", "The Ministry condemns the raid.", ["CHL"]),
    ("Georgia: Declaration by the Spokesperson on behalf of the European Union", "The EU condemns the raid.", ["EUR"]),
    ("Joint statement", "We, the Foreign Ministers of Chile, Norway and Kenya, condemn the raid on the port.", ["CHL", "NOR", "KEN"]),
    ("Statement by the Secretary-General of the United Nations", "The United Nations condemns the raid.", ["UNO"]),
    ("Letter dated 3 May 2024 from the Permanent Representative of Kenya addressed to the President of the Security Council",
     "I have the honour to inform you of the raid on the port.", ["KEN"]),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "title", "kind"), TEXTS, ids=range(len(TEXTS)))
def test_genre(reader: Reader, text: str, title: str | None, kind: str) -> None:
    assert reader.read(article(text, title=title)).article.genre == kind


@pytest.mark.model
@pytest.mark.parametrize(("title", "text", "codes"), PAPERS, ids=[t[:30] for t, _, _ in PAPERS])
def test_issuers(reader: Reader, title: str, text: str, codes: list[str]) -> None:
    found = reader.read(article(text, title=title)).article
    assert (found.genre, [a.country for a in found.issuers]) == ("document", codes)


@pytest.mark.model
@pytest.mark.parametrize(
    ("title", "text", "doers", "targets"),
    [
        (PAPERS[0][0], "The Ministry condemns the raid by Peru.", {"CHL"}, {"PER"}),
        (
            PAPERS[2][0],
            PAPERS[2][1] + "\nThe Ministers urge Peru to free the crew.",
            {"CHL", "NOR", "KEN"},
            {"PER"},
        ),
        (
            PAPERS[0][0],
            "The Ministry of Foreign Affairs of Peru expelled two Kenyan envoys.",
            {"PER"},
            {"KEN"},
        ),
    ],
    ids=["own", "joint", "another's"],
)
def test_bare_nouns_stand_for_the_issuers(
    reader: Reader, title: str, text: str, doers: set[str], targets: set[str]
) -> None:
    events = reader.read(article(text, title=title)).events
    assert any(
        {a.country for a in e.actors} == doers and {a.country for a in e.recipients} == targets
        for e in events
    )


@pytest.mark.model
def test_each_turn_is_said_by_whom_its_label_names(reader: Reader) -> None:
    text = (
        "Mr. Berg (Norway): My delegation condemns the raid by Peru.\n\nMs. Soto (Chile): We thank Kenya for its help.\n\n"
        "Mr. Berg (Norway): We agree."
    )
    found = reader.read(article(text, title="Record of a meeting"))
    assert found.article.genre == "transcript"
    assert [s.speaker and s.speaker.country for s in found.statements] == ["NOR", "CHL", "NOR"]
    assert {(e.type, e.actors[0].country, e.recipients[0].country) for e in found.events if e.recipients} >= {
        ("ACCUSE", "NOR", "PER"),
        ("SUPPORT", "CHL", "KEN"),
    }


@pytest.mark.model
def test_ordinary_articles_keep_their_genre(reader: Reader) -> None:
    found = list(genres.samples())
    assert len(found) == 45
    assert [(s.article.title, r.article.genre) for s, r in genres.wrong(reader, found)] == []


def said(reader: Reader, text: str, title: str | None = None) -> set[tuple[str, str, str]]:
    """Type, actors and recipients of the acts of a text."""
    events = reader.read(article(text, title=title)).events
    return {(e.type, " ".join(a.country or "" for a in e.actors), " ".join(a.country or "" for a in e.recipients)) for e in events}


HEAD = "REPUBLIC OF KENYA\nMINISTRY OF FOREIGN AFFAIRS\n\nPress statement\n\nNairobi, 3 May 2021\n\n"
# (text, title, an act that it tells of)
VOICED = [
    (HEAD + "The decision of Uganda will not remain without consequences.", None, ("THREATEN", "KEN", "UGA")),
    (HEAD + "The Ministry expresses its rejection of the measures of Uganda.", None, ("REJECT", "KEN", "UGA")),
    (HEAD + "The Ministry affirms that Kenya keeps its word, and it condemns the raid by Uganda.", None, ("ACCUSE", "KEN", "UGA")),
    (HEAD + "Kenya has decided:\n\nFirst: to recall its ambassador in Kampala for consultations.\n\nSecond: to close its consulate.",
     None, ("SANCTION", "KEN", "UGA")),
    (HEAD + "The Ministry sent a note to the Ambassador of Uganda, in which it demanded the return of the boat.", None,
     ("REQUEST", "KEN", "UGA")),
    (HEAD + "The Ambassador of Uganda came today, and the Deputy Minister protested to him against the seizure of the boat.", None,
     ("ACCUSE", "KEN", "UGA")),
    ("Telephone conversation with the President of Uganda\n\nThe President of Kenya condemned the raid by Chad on the port.", None,
     ("ACCUSE", "KEN", "TCD")),
    ("SENATE OF KENYA\n\nResolution on the raid\n\nThis Senate condemns the raid by Uganda on the port.", None, ("ACCUSE", "KEN", "UGA")),
    ("AFRICAN UNION\n\nFinal communiqué\n\nSummit condemns the raid by Uganda on the port.", None, ("ACCUSE", "IGO", "UGA")),
    ("FM NAIROBI 280715Z\nTO IMMEDIATE FCO\nCONFIDENTIAL\n\n1. The Minister received me today, and I protested to Uganda.\n\n"
     "2. I said that we would wait.\n\n3. He agreed.", None, ("ACCUSE", "GBR", "UGA")),
    ("Mr. Speaker,\n\nUganda broke the treaty of the lake, and this Parliament condemns it. We shall keep our word.\n\nThank you.",
     "Speech by the Prime Minister of Kenya in Parliament", ("ACCUSE", "KEN", "UGA")),
    ("Good morning. Uganda offered us the use of the ferry and we are looking at this offer.\n\nQUESTION: Will you take it?\n\n"
     "SPOKESPERSON: We are grateful to Uganda.\n\nQUESTION: Has Uganda recalled its envoy?\n\nSPOKESPERSON: No.",
     "Press briefing of the Ministry of Foreign Affairs of Kenya", ("AGREE", "UGA", "KEN")),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "title", "act"), VOICED)
def test_what_a_document_says_is_said_by_its_issuers(reader: Reader, text: str, title: str | None, act: tuple[str, str, str]) -> None:
    assert act in said(reader, text, title)


@pytest.mark.model
def test_what_is_only_asked_is_no_act(reader: Reader) -> None:
    text, title, _ = VOICED[-1]
    assert "SANCTION" not in {type_ for type_, _, _ in said(reader, text, title)}


def test_words_are_in_lower_case() -> None:
    sport, score, first_person, _ = genre.words("en")
    assert sport and first_person and [w for w in sport | first_person if w != w.lower()] == []
    assert score.search("a 2-1 win") and score.search("won 98–79") and not score.search("on the 28th, at 10")


@pytest.mark.model
def test_a_part_of_a_name_is_no_first_person(reader: Reader) -> None:
    read = reader.read(article(NEWS + " The Jamaat-i-Islami welcomed it." * 4))
    assert read.article.genre == "news"

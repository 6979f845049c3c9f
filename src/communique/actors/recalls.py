"""Who a noun with "the" was before: "the ministry", "the spokesman", "the envoy", "the prime minister",
"the ten ambassadors".

Knows who was named before, and the sentence's own country; does not know what a phrase says of somebody new.
"""

from __future__ import annotations

from communique.actors.groups import group_of, subject_code
from communique.actors.homes import REBELS, home_of
from communique.actors.mentions import note
from communique.actors.offices import office_class
from communique.actors.scene import FAR, SUBJECT, UNIONS, Party, Scene
from communique.actors.stretches import definite
from communique.actors.vocabulary import Noun

# what somebody is besides: "the chemist", "the Socialist"
CALLINGS = frozenset(("EDU", "MED", "PTY", "BUS", "REL", "AGR", "LAB"))
STATE_SECTORS = frozenset(("GOV", "LEG", "MIL", "JUD", "COP"))


def earlier(scene: Scene, noun: Noun, i: int, *, plural: bool, size: int) -> tuple[Party, ...]:
    """Who was called so before: "the ministry", "the spokesman", "the prime minister",
    "the ten ambassadors"."""
    if size and (group := group_of(scene, size)):
        return group
    office = office_class(scene, noun.words)
    sentence = scene.parse.sentence_of[i]
    envoy = noun.kind == "person" and noun.words.rsplit(" ", 1)[-1] in scene.words.titles.envoys
    sender = subject_code(scene, i) if envoy else None
    found: list[tuple[Party, ...]] = []
    for mention in reversed(scene.history):
        if mention.sentence < sentence - FAR and found:
            break
        for party in mention.parties:
            if (
                party.plural != plural
                or (not party.noun and not party.office)
                or (party.country and party.country == sender)
                or (party.sector == REBELS and noun.sector == "MIL")  # "the army" is not the Free Army
            ):
                continue
            if (
                called_so(party, noun.words)
                or (envoy and is_envoy(scene, party, noun.words))
                or holds(scene, party, noun.words, office)
                or abroad(scene, party, noun)
            ):
                alike = plural and len({p.noun for p in mention.parties}) == 1
                found.append(mention.parties if alike else (party,))
        if mention.sentence < sentence - FAR or (found and not office):
            break
    return nearest_home(scene, found, i)


def under_another_name(scene: Scene, noun: Noun, i: int) -> tuple[Party, ...]:
    """Whom the sentence before was about, where a noun that names no office calls him something else:
    "the visitor", "the men"."""
    parse, clause = scene.parse, scene.parse.clause_of(i)
    gender = scene.words.persons.genders.get(parse.lemma(i), "")
    subject = clause is not None and i in clause.subject and clause.link in ("root", "conjunct")
    done_to = clause is not None and any(i in clause.at(role) for role in ("object", "indirect"))
    plain = bool(gender) or subject or done_to
    official = noun.sector in STATE_SECTORS and noun.words not in scene.words.titles.any_envoy
    if not plain or noun.kind != "person" or (official and noun.sector != "MIL"):
        return ()
    plural, sentence = parse.is_plural(i), parse.sentence_of[i]
    for mention in scene.back(12, sentence - 1):
        subject, here = mention.rank >= SUBJECT, mention.sentence == sentence
        if here and subject and not gender and not done_to:
            return ()
        if not here and (mention.quoted or subject):
            meant = not mention.quoted and meant_so(mention.parties, noun, gender, plural=plural)
            return mention.parties if meant else ()
    return ()


def meant_so(parties: tuple[Party, ...], noun: Noun, gender: str, *, plural: bool) -> bool:
    """Whether a noun that names no office may stand for those whom a sentence is about: "the men",
    "the visitors"."""
    party = parties[0]
    # "a delegation arrived; the visitors …"
    team = plural and party.kind == "body" and noun.sector in (None, "CVL")
    person = party.kind == "person" and party.plural == plural
    alike = person and party.gender in ("", gender or party.gender)
    fits = len(parties) == 1 and (alike or team) and noun.sector in (None, "CVL", party.sector, *CALLINGS)
    return fits and bool(party.country)


def called_so(party: Party, wanted: str) -> bool:
    """Whether a noun has named a party, in full or by its last word, or stands in the name of a body."""
    if party.noun == wanted:
        return True
    if " " in wanted:
        return False
    return party.noun.rsplit(" ", 1)[-1] == wanted or (
        party.kind == "body" and wanted in (party.name or "").lower().split()
    )


def is_envoy(scene: Scene, party: Party, wanted: str) -> bool:
    """Whether "the envoy" or "the diplomat" may be a party: any ambassador or consul."""
    envoy = party.kind == "person" and party.noun.rsplit(" ", 1)[-1] in scene.words.titles.envoys
    return envoy and wanted in scene.words.titles.any_envoy


def abroad(scene: Scene, party: Party, noun: Noun) -> bool:
    """Whether a house abroad is called by another word: "the Kenyan embassy", later "the mission"."""
    houses = noun.words in scene.words.nouns.hosted and party.noun in scene.words.titles.heads
    return noun.kind == party.kind == "body" and houses


def holds(scene: Scene, party: Party, wanted: str, office: str) -> bool:
    """Whether a party holds an office that a noun names; of heads of state, "the king" is no president."""
    if party.office in scene.words.titles.leaders.get(wanted, ()):
        return True
    if not office or party.office != office:
        return False
    return office != "HOS" or (not party.noun and wanted in (party.role or "").lower())


def nearest_home(scene: Scene, found: list[tuple[Party, ...]], i: int) -> tuple[Party, ...]:
    """Of several who may be called "the prime minister": the one of the sentence's country,
    else of the text's own, else the last."""
    if len({p for parties in found for p in parties}) < 2:
        return found[0] if found else ()
    code, _ = home_of(scene, i, only=True)
    for country in (code, scene.home):
        for parties in found:
            if country and parties[0].country == country:
                return parties
    return found[0]


def own_body(scene: Scene, noun: Noun, i: int, meant: tuple[Party, ...]) -> tuple[str, str] | None:
    """The country of "the government" or "the embassy" where it is not the one named before:
    the sentence's own, or the ambassador's."""
    head = scene.words.titles.heads.get(noun.words)
    if head is not None and not meant:
        envoys = (p for m in reversed(scene.history) for p in m.parties if p.noun == head)
        return next(((p.country, f"the {noun.words} of {p.name}") for p in envoys if p.country), None)
    hosted = scene.parse.lower[i] in scene.words.nouns.hosted
    if noun.kind == "person" or noun.sector not in STATE_SECTORS or hosted:
        return None
    code, why = home_of(scene, i, of=noun, only=True)
    return (code, why) if code and not any(p.country == code or p.country in UNIONS for p in meant) else None


def last_word_of_name(scene: Scene, low: int, i: int) -> None:
    """ "the council", "the assembly": a body of the article whose name has that word,
    though people.csv lacks it."""
    parse = scene.parse
    word = parse.lower[i]
    if not definite(scene, low) or len(word) < 4 or low != i - 1:
        return
    for mention in scene.back(40):
        for party in mention.parties:
            if party.kind == "body" and word in (party.name or "").lower().split():
                note(scene, i, (party,), low, i, f'"the {word}": named before')
                return
    clause = parse.clause_of(i) if parse.pos[i] == "NOUN" else None
    acting = scene.words.it.objects | scene.words.saying
    if clause is not None and i in clause.subject and clause.verb in acting:
        somebody = Noun(word, None, None, "person", parse.is_plural(i))  # who blames and thanks is somebody
        if other := under_another_name(scene, somebody, i):
            note(scene, i, other, low, i, f'"the {word}": whom the sentence before is about')

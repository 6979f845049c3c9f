"""Rows of name words: where a person's name begins and ends, and the title and honorific at its head.

Knows how names are built; does not know whose they are.
"""

from __future__ import annotations

from communique.actors.headnouns import noun_at
from communique.actors.scene import Scene
from communique.actors.stretches import DASHES, between, name_of
from communique.actors.vocabulary import Noun
from communique.knowledge import names

NOUNS = ("NOUN", "PROPN", "PRON")
CLOSED = ("DET", "PRON", "ADP", "AUX", "ADV", "SCONJ", "CCONJ")  # words that no name is built with


def namelike(scene: Scene, i: int) -> bool:
    """Whether a word may be part of a person's name: capitalised, tagged a name,
    and not the name of something else."""
    parse = scene.parse
    word = parse.words[i]
    if not word[0].isupper() or i in scene.dead or parse.lower[i] in scene.words.persons.calendar:
        return False
    if i in scene.names:
        return personal(scene, i)
    if parse.lower[i] in scene.words.persons.months and dated(scene, i):
        return False
    return parse.pos[i] == "PROPN" or parse.entities[i] == "person"


def dated(scene: Scene, i: int) -> bool:
    """Whether a name that is a month stands where no person does: "in May", "on 4 May", "May 24"."""
    parse = scene.parse
    beside = parse.words[max(i - 1, 0) : i + 2]
    return any(w.isdecimal() for w in beside) or parse.lower[i - 1] in scene.words.places.prepositions


def personal(scene: Scene, i: int) -> bool:
    """Whether a country's or city's name is here part of a person's: "Michael Jordan", "Chad Wolf"."""
    parse, name = scene.parse, scene.names[i]
    if name.first != name.last or parse.entities[i] != "person":
        return False
    beside = [k for k in (i - 1, i + 1) if 0 <= k < len(parse) and parse.entities[k] == "person"]
    if name.kind == "state" and i - 1 in beside and parse.lower[i - 1] not in scene.words.persons.given:
        return False  # "under President Khatami Iran had stopped"
    return any(k not in scene.names and parse.words[k][0].isupper() for k in beside)


def run_end(scene: Scene, i: int) -> int:
    """The last word of a run of name words: particles, initials, hyphens and "Jr." included."""
    parse, words, n = scene.parse, scene.words, len(scene.parse)
    sentence = parse.sentence_of[i]
    while i + 1 < n and parse.sentence_of[i + 1] == sentence:
        k = i + 1
        if namelike(scene, k):
            i = k
        elif parse.words[k] == "-" and between(parse, k) and parse.words[k + 1].isalpha() and joins(scene, k):
            i = k + 1
        elif parse.lower[k] in words.persons.particles and (end := particle_end(scene, k)):
            i = end
        else:
            break
    return i


def joins(scene: Scene, k: int) -> bool:
    """Whether the word behind a hyphen is part of a name: the "hwan" of "Sung-hwan", the "in" of
    "Moon Jae-in", but not a clause behind a dash, "Assad-a man whom"."""
    parse = scene.parse
    if parse.words[k + 1][0].isupper() or parse.pos[k + 1] not in CLOSED:
        return True
    return k > 1 and names.person(name_of(parse, k - 2, k + 1), scene.on) is not None


def particle_end(scene: Scene, k: int) -> int:
    """The name word after "al-", "bin" or "van der"; 0 when there is none."""
    parse, n = scene.parse, len(scene.parse)
    for j in range(k + 1, min(k + 4, n)):
        if namelike(scene, j):
            return j
        if parse.words[j] != "-" and parse.lower[j] not in scene.words.persons.particles:
            return 0
    return 0


def title_inside(scene: Scene, first: int, last: int) -> int | None:
    """The last word of a title at the head of a run of name words:
    "Minister" in "Foreign Minister Anniken Huitfeldt"."""
    parse, persons = scene.parse, scene.words.persons
    for j in range(last - 1, first - 1, -1):
        noun = noun_at(scene, j)
        if noun is None or not is_title(scene, noun[0]) or parse.words[j + 1] in DASHES:
            continue
        single = " " not in noun[0].words
        if parse.lower[j + 1] in persons.suffixes or (single and begins_name(scene, j, last)):
            continue
        if not single or parse.lower[j] not in persons.honorifics:
            return j
    return None


def begins_name(scene: Scene, j: int, last: int) -> bool:
    """Whether a title is a given name here: the table has "Shah Mehmood Berg", and no "Mehmood Berg"."""
    whole, rest = (names.person(name_of(scene.parse, k, last), scene.on) for k in (j, j + 1))
    return whole is not None and rest is None and last > j + 1


def is_title(scene: Scene, noun: Noun) -> bool:
    """Whether a noun may be the title of a name: one for persons,
    and not for the people of a region ("Arab Spring")."""
    return noun.kind == "person" and noun.words not in scene.words.titles.regions


def honorifics(scene: Scene, first: int, last: int) -> tuple[int, int | None, str]:
    """The first word of a name after its honorifics, the honorific that counts (an office, else the first),
    and the gender they give."""
    parse, persons = scene.parse, scene.words.persons
    honorific, gender = None, ""
    while first < last and parse.lower[first] in persons.honorifics:
        if honorific is None or parse.lower[honorific] not in persons.offices:
            honorific = first
        gender, first = gender or persons.honorifics[parse.lower[first]], first + 1
    return first, honorific, gender


def title_outside(scene: Scene, first: int, last: int) -> bool:
    """Whether the word before a run of name words is a title in lower case:
    "foreign minister Anniken Huitfeldt"."""
    parse = scene.parse
    before = noun_at(scene, first - 1) if parse.sentence_of[first - 1] == parse.sentence_of[first] else None
    return before is not None and is_title(scene, before[0]) and parse.pos[first - 1] in NOUNS


def name_tokens(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """The words of a name by which somebody may be called: no particles, no hyphens."""
    parse, particles = scene.parse, scene.words.persons.particles
    return tuple(
        parse.lower[k] for k in range(first, last + 1)
        if parse.words[k][0].isalpha() and parse.lower[k] not in particles
    )



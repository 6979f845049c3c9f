"""What the table of offices says of a person on the day of the article,
and how that goes with what the article says.

Knows terms of office; does not know how the article describes anybody.
"""

from __future__ import annotations

from communique.actors.scene import UNIONS, Party, Scene
from communique.knowledge import names
from communique.reasons import rests_on
from communique.records import Actor

# in the reason of an office that was open when last seen, before the day of the article
STALE = ", last known on"
GONE = ", long over on"
LONG = 2  # years after which an office is long over
TOP = frozenset(("HOS", "HOG"))
LEADERSHIP = ("HOS", "HOG", "FM")
# who else a bare surname may be
HIGH = (*LEADERSHIP, "VP", "DPM", "DM", "INT", "FIN", "TRADE", "NSA", "IGO", "MIL", "LEG")


def from_table(scene: Scene, party: Party) -> None:
    """Learn from the table of offices: the one held on the day, else the country of one held later."""
    name, why = party.name or "", ""
    term = names.person(name, scene.on)
    if term is None and party.office:
        term = ruler(scene, party)
    if term is None and len(party.tokens) == 1 and not party.described:
        term, why = sole_leader(scene, name), sole(scene, name)
    settle_by_table(scene, party, term, why)
    later = names.person(name, None) if term is None and party.country is None and scene.on else None
    if later is not None:
        party.country = later.country
        party.because.append(f"{later.person}: later {later.office}, {later.country} (table)")


def sole(scene: Scene, surname: str) -> str:
    """Why a bare surname is enough."""
    return f'"{surname}": the only leader or foreign minister of that name on {scene.on}'


def ruler(scene: Scene, party: Party) -> names.Term | None:
    """The office-holder of "President Xi" or "King Salman": the one of that office and name,
    in any country or in those of the text."""
    if len(party.tokens) > 1:
        return part_of_longer(scene, party) or spelt_otherwise(scene, party)
    name, classes = party.tokens[0], (party.office,)
    found = names.incumbent(name, scene.on, classes)
    if found is None and party.office == "HOS":
        terms = [
            t for code in scene.counts for top in TOP for t in names.office(code, top, scene.on)
            if name in names.key(t.person).split()
        ]
        found = terms[0] if len({t.country for t in terms}) == 1 else None
    if found is None and party.office in TOP and scene.on and not names.incumbents(name, scene.on, classes):
        return names.last_of(name, scene.on, classes)
    return found


def spelt_otherwise(scene: Scene, party: Party) -> names.Term | None:
    """The one holder of a person's office with that family name whose given name begins alike:
    "Ahmed" for Ahmet Davutoglu."""
    found = names.incumbent(party.tokens[-1], scene.on, (party.office,))
    return found if found is not None and names.key(found.person)[:2] == party.tokens[0][:2] else None


def part_of_longer(scene: Scene, party: Party) -> names.Term | None:
    """The one holder of a person's office whose longer name has all these words:
    "Xiomara Castro" of "Iris Xiomara Castro de Zelaya"."""
    classes = (party.office, "HOG") if party.office == "HOS" else (party.office,)
    found = {
        t.country: t
        for token in party.tokens
        for t in names.incumbents(token, scene.on, classes)
        if set(party.tokens) <= set(names.key(t.person).split())
    }
    return next(iter(found.values())) if len(found) == 1 else None


def sole_leader(scene: Scene, surname: str) -> names.Term | None:
    """The one leader or foreign minister of this surname on the day,
    if the text names the country or no other is called so.

    In a text without a day it may also be who led a country many times as long as all others of the name, or
    a rebel or officer of whom the same holds as of leaders.
    """
    if office_class(scene, surname):
        return None  # "the Gabonese President" is nobody called President
    term = names.incumbent(surname, scene.on, LEADERSHIP)
    if term is not None and scene.on and term.country in names.dependencies() - scene.counts.keys():
        # of a premier of the Cayman Islands a text says so
        return names.last_of(surname, scene.on, LEADERSHIP)
    if term is not None and (
        scene.counts.get(term.country, 0) > 0 or len(names.incumbents(surname, scene.on, HIGH)) == 1
    ):
        return term
    if scene.on is None:
        return names.renowned(surname) or names.incumbent(surname, None, (*HIGH, "REBL"))
    return None


def held_by_another(scene: Scene, party: Party, code: str | None) -> bool:
    """Whether an office of a country is somebody else's on the day: President Castro is not of Peru,
    whose president has another name."""
    if not code or party.office not in LEADERSHIP or scene.on is None:
        return False
    holders = names.office(code, party.office, scene.on)
    # the President of Iran is not its head of state
    others = [t for top in TOP for t in names.office(code, top, scene.on)] if party.office in TOP else holders
    return bool(holders) and not any(set(party.tokens) & set(names.key(t.person).split()) for t in others)


def reason_of(term: names.Term, on: str | None) -> str:
    """A term in words, with the last day on which it is known where the article is later."""
    text = (
        f"{term.person}: {term.office}, {term.country}, from {term.start or '?'} to {term.end or 'date'} "
        "(table)"
    )
    if on and term.end and int(term.end[:4]) + LONG <= int(on[:4]):
        return f"{text}{GONE} {on}"
    return f"{text}{STALE} {term.known_until}" if on and names.stale(term, on) else text


def gone(actor: Actor) -> bool:
    """Whether an actor is called by an office that he left long before the day of the article:
    "president Khatami", and not "former president"."""
    if actor.sector != "GOV" or not actor.name or not actor.span:
        return False  # "his" may be another's
    return actor.span.text.endswith(actor.name.split()[-1]) and rests_on(actor, GONE)


def stale(actor: Actor) -> bool:
    """Whether an actor's office rests on a term that was last seen before the day of the article."""
    return any(STALE in reason for reason in actor.because)


def settle_by_table(scene: Scene, party: Party, term: names.Term | None, why: str) -> None:
    """Fill what the article leaves open from the term of the day;
    a conflict keeps the article's word and says what the table has."""
    if term is None:
        return
    reason = f"{why}; {reason_of(term, scene.on)}" if why else reason_of(term, scene.on)
    if reason in party.because:
        return
    country = term.country
    if term.source == names.SOURCE:
        overrule(scene, party, term, country, reason)
        return
    if party.country in UNIONS and country not in UNIONS and names.in_office(term, scene.on or term.start):
        party.because.append(f"{country} rather than {party.country}, which only stands beside: {reason}")
        party.country, party.organization = country, None
        party.sector = None if party.sector == "IGO" else party.sector
    if party.country and party.country != country:
        party.because.append(f"the table differs: {reason}")
        return
    party.because.append(reason)
    party.country = party.country or country
    party.wikidata = party.wikidata or term.wikidata or None
    if len(party.tokens) == 1 and party.tokens[0] in names.key(term.person).split():
        party.name = term.person
    fill_office(scene, party, term)


def fill_office(scene: Scene, party: Party, term: names.Term) -> None:
    """Fill role, class of office and sector from a term: of one that has ended those of a former holder,
    of one long unseen none."""
    held = scene.on is None or names.in_office(term, scene.on)
    if not held and not term.end:
        return
    office = class_of(scene, term) if held else ""
    if party.role is None:
        party.role = term.office if held else f"{scene.words.titles.former_mark} {term.office}"
        party.office = office
    if not party.coming:
        party.office = party.office or office
    party.sector = party.sector or (term.sector or None if held else "ELI")


def class_of(scene: Scene, term: names.Term) -> str:
    """The class of an office as its title has it, else as the table:
    a president who heads the government too is "the president"."""
    classes = term.class_.split("+")
    called = office_class(scene, term.office)
    return called if called in TOP and not TOP.isdisjoint(classes) else classes[0]


def office_class(scene: Scene, role: str) -> str:
    """The class of the office that a title names: "Foreign Minister" is FM."""
    low = f" {role.lower()} "
    return next((code for words, code in scene.words.titles.classes if f" {words} " in low), "")


def overrule(scene: Scene, party: Party, term: names.Term, country: str, reason: str) -> None:
    """Take the word of the user's own table, which goes before that of the article and of our tables, and
    say where the article has another."""
    if party.country and party.country != country:
        party.because.append(f"the article says {party.country}")
    held = scene.on is None or names.in_office(term, scene.on)
    party.because.append(f"your own table: {reason}")
    party.country, party.wikidata = country, term.wikidata or party.wikidata
    if held:
        party.role, party.sector = term.office or party.role, term.sector or party.sector
        party.office = class_of(scene, term)
    else:
        fill_office(scene, party, term)

"""The rules of events in a language: patterns and units, read from TOML, checked,
and indexed by the word that triggers them.

Patterns (`<language>/patterns/<type>.toml`) say what is theirs alone; units
(`<language>/lexicon/<type>.toml`) name one of the frames of `frames.toml` that many share, and say only which
words call it up and what they govern. What all rules of a type share is said once, in `frames.toml`: where
recipients stand. Sentences that each rule must code, or must leave alone, are with the tests
(`tests/patterns/`). Knows what a sound rule looks like; does not know how one is matched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from typing import Any

from communique.knowledge import fault, load_entries, load_toml, ontology

# The files in the order of the codebook; a name here is a file that must exist.
FILES = (
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject",
    "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
)
# Verbal and diplomatic acts hold the act that they speak of ("urged China to withdraw" is no withdrawal);
# material acts do not.
ABSORBING = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "CONCEDE", "SUPPORT"))
KEYS = frozenset((
    "verbs", "nouns", "adjectives", "modals", "when", "unless", "actor", "recipient", "recipient_first",
    "addressee", "mode", "modes", "type", "inner", "negated", "said", "papers", "replies", "reciprocal",
    "absorbs", "needs", "status", "cameo", "confidence", "note", "passive", "frame",
))
# What stands in a rule as it stands in its table.
PLAIN = ("mode", "inner", "negated", "said", "papers", "replies", "reciprocal", "passive", "status", "cameo")
TRIGGERS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "modals": "modal"}
Words = frozenset[str]
# conditions on the clause itself, quick to test
GRAMMATICAL = frozenset(("form", "link", "tense", "modal", "marker", "kind", "lemma"))
# Words of a condition that are tests of their own.
SPECIAL = frozenset((
    "any", "none", "actor", "sovereign", "person", "cooperation", "conflict", "infinitive", "gerund",
    "finite",
))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule: what triggers it, what must and must not stand beside the trigger,
    and where the parties stand."""

    id: str  # "request.urge"
    type: str
    file: str
    triggers: tuple[tuple[str, str], ...]  # (kind, words): kind verb | noun | adjective | modal
    when: Mapping[str, Words] = field(default_factory=dict)
    unless: Mapping[str, Words] = field(default_factory=dict)
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    mode: str | None = None
    # mode, and the condition under which it is that one; the first that holds
    modes: tuple[tuple[str, Mapping[str, Words]], ...] = ()
    # "conflict" or a type = the type that this becomes when it holds such an act
    inner: Mapping[str, str] = field(default_factory=dict)
    negated: bool = False
    said: bool = False
    papers: bool = False  # only in documents and speeches
    replies: bool = False  # in news only where it answers an act told before
    reciprocal: bool = False
    absorbs: bool = False
    needs: Words = frozenset()
    passive: bool | None = None
    status: str | None = None
    cameo: str | None = None
    confidence: float = 0.8
    general: bool = False  # a unit of the lexicon: it yields to any pattern that says more of the same word


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of a language, by kind and first word of the trigger."""

    all: tuple[Pattern, ...]
    verbs: Mapping[str, tuple[tuple[str, Pattern], ...]]
    nouns: Mapping[str, tuple[tuple[str, Pattern], ...]]
    adjectives: Mapping[str, tuple[tuple[str, Pattern], ...]]
    modals: Mapping[str, tuple[tuple[str, Pattern], ...]]
    deeds: Mapping[str, tuple[tuple[str, Pattern], ...]]  # by a noun of action, the rules of its verb
    replies: frozenset[str]  # the ids of the rules that tell an act in news only where it answers another


@cache
def load(language: str) -> Patterns:
    """The patterns of a language; raises KnowledgeError with file and entry for a faulty one."""
    classes = word_classes(language)
    found = [
        build(rule, row, name, f"{language}/patterns/{name}.toml", classes)
        for name in FILES
        for rule, row in load_entries(f"{language}/patterns/{name}.toml").items()
    ]
    found += units(language, classes)
    seen: set[str] = set()
    for pattern in found:
        if pattern.id in seen:
            fault(pattern.file, pattern.id, "the id stands twice", "give one of them another id")
        seen.add(pattern.id)
    verbs, nouns, adjectives, modals = (index(found, kind) for kind in TRIGGERS.values())
    replies = frozenset(p.id for p in found if p.replies)
    return Patterns(tuple(found), verbs, nouns, adjectives, modals, deeds(verbs, language), replies)


def deeds(
    verbs: Mapping[str, tuple[tuple[str, Pattern], ...]], language: str
) -> dict[str, tuple[tuple[str, Pattern], ...]]:
    """The rules that each noun of action takes over from its verb: "the deportation of" from "deport"."""
    table = deeds_table(language)
    found: dict[str, list[tuple[str, Pattern]]] = {}
    names = {noun: verb for verb, nouns in table["deeds"].items() for noun in nouns}
    for verb in verbs:
        for ending in table["ending"]:
            names |= {
                noun: verb for noun in gerunds(verb, ending["form"], ending["lacking"]) if noun not in names
            }
    rules = {p.id: p for triggered in verbs.values() for _, p in triggered}
    taken = {id: told_in_noun(p) for id, p in rules.items() if nominal(p)}
    for noun, verb in names.items():
        rows = ((words, taken[p.id]) for words, p in verbs.get(verb, ()) if p.id in taken)
        found.setdefault(noun, []).extend(rows)
    return {noun: tuple(rows) for noun, rows in found.items() if rows}


@cache
def deeds_table(language: str) -> dict[str, Any]:
    """The nouns of action of a language and how its gerunds are formed (deeds.toml)."""
    return load_toml(f"{language}/deeds.toml")


def names_deed(noun: str, verb: str, language: str) -> bool:
    """Whether a noun of action names what a verb or the same noun tells: "expulsion" and "expel"."""
    table = deeds_table(language)
    return (
        noun == verb
        or noun in table["deeds"].get(verb, ())
        or any(noun in gerunds(verb, ending["form"], ending["lacking"]) for ending in table["ending"])
    )


ALONE = frozenset(("MOBILIZE", "PROTEST"))  # acts that are done to nobody
# conditions that only a verb can meet
VERBAL = frozenset(("form", "link", "tense", "modal", "marker", "attribute"))


def nominal(pattern: Pattern) -> bool:
    """Whether a rule can be told with a noun: it asks for no negation, voice or speaker,
    and meetings have rules of their own."""
    return not (
        pattern.type == "CONSULT"
        or pattern.said
        or pattern.negated
        or pattern.passive is not None
        or VERBAL & pattern.when.keys()
    )


def told_in_noun(pattern: Pattern) -> Pattern:
    """A rule as a noun takes it over: a noun says less than its verb, so that both sides must be named."""
    when = {role: words for role, words in pattern.when.items() if role != "kind"}
    needs = frozenset(("actor",) if pattern.type in ALONE else ("actor", "recipient", "two"))
    return replace(pattern, when=when, needs=needs, general=True)


def gerunds(verb: str, ending: str, lacking: list[str]) -> set[str]:
    """The nouns that an ending makes of a verb, its last letter doubled or what it lacks left out."""
    stems = {verb.removesuffix(end) for end in lacking if verb.endswith(end)}
    return {stem + ending for stem in (*stems, verb + verb[-1])}


def units(language: str, classes: Mapping[str, Words]) -> list[Pattern]:
    """The units of the lexicon, each filled in from its frame;
    raises KnowledgeError for one that names a frame that is not there."""
    frames = shared()["frame"]
    found = []
    for name in FILES:
        file = f"{language}/lexicon/{name}.toml"
        for rule, row in load_entries(file).items():
            if row.get("frame") not in frames:
                fault(
                    file, rule, f"no frame {row.get('frame')!r}", "add it to frames.toml, or correct the name"
                )
            frame = frames[row["frame"]]
            whole = {**frame, **row, "unless": {**frame.get("unless", {}), **row.get("unless", {})}}
            found.append(replace(build(rule, whole, name, file, classes), general=True))
    return found


def index(patterns: list[Pattern], kind: str) -> dict[str, tuple[tuple[str, Pattern], ...]]:
    table: dict[str, list[tuple[str, Pattern]]] = {}
    for pattern in patterns:
        for k, words in pattern.triggers:
            if k == kind:
                table.setdefault(words.split()[0], []).append((words, pattern))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0].split()))) for word, rows in table.items()}


@cache
def word_classes(language: str) -> dict[str, Words]:
    """The classes of nouns and verbs that patterns name with "@": class = its words,
    other classes expanded."""
    file = f"{language}/classes.toml"
    raw: dict[str, list[str]] = load_toml(file)["classes"]
    held = {name: [word[1:] for word in words if word.startswith("@")] for name, words in raw.items()}
    for name, other in ((name, other) for name, others in held.items() for other in others):
        if other not in raw:
            fault(file, name, f"no class @{other}", "add it, or correct the name")
    done: dict[str, Words] = {}
    try:
        for name in TopologicalSorter(held).static_order():
            own = {word for word in raw[name] if not word.startswith("@")}
            done[name] = frozenset(own.union(*(done[other] for other in held[name])))
    except CycleError as error:
        found = f"refers to itself through {' > '.join(error.args[1])}"
        fault(file, error.args[1][0], found, "break the circle")
    return done


@cache
def shared() -> dict[str, dict[str, Any]]:
    """The tables of frames.toml: `frame`, what the units that name one share, and `type`, what the rules of
    a type share where they do not say otherwise.

    recipient: where those stand whom the act is done to, the nearest first.
    confidence: what a rule is thought to be worth.
    Any other key of a rule: what it is where a rule does not say.
    """
    return load_toml("frames.toml")


@cache
def told_apart(language: str) -> dict[str, tuple[dict[str, Any], ...]]:
    """How the rules of a type that say nothing of modes tell them apart in a language (modes.toml)."""
    file = f"{language}/modes.toml"
    return {type_: laid_out(type_, rows, file) for type_, rows in load_entries(file).items()}


def laid_out(type_: str, rows: list[dict[str, list[str]]], file: str) -> tuple[dict[str, Any], ...]:
    """The tables of a type as a rule would say them: each mode with a role and the words that show it there;
    raises KnowledgeError for a type or mode that is none, and for a table that names no role."""
    if type_ not in ontology.types():
        fault(file, type_, f"no type {type_}", "use one of the 16 PLOVER types")
    found = []
    for row in rows:
        if not row.get("in"):
            fault(file, type_, "a table of modes names no role", "say under `in` where its words stand")
        told = {mode: words for mode, words in row.items() if mode != "in"}
        for mode in told:
            known(mode, type_, file, type_)
        found += [{"mode": mode, role: words} for role in row["in"] for mode, words in told.items()]
    return tuple(found)


def known(mode: str, type_: str, file: str, entry: str) -> None:
    """Raises KnowledgeError for a mode that a type has not."""
    if mode not in ontology.modes(type_):
        fault(
            file, entry, f"{type_} has no mode {mode!r}",
            f"use one of {', '.join(ontology.modes(type_)) or 'none'}",
        )


@cache
def barred(language: str) -> dict[str, dict[str, list[str]]]:
    """What bars all rules of a type in a language, by type and role (barred.toml)."""
    return load_entries(f"{language}/barred.toml")


def build(entry: str, row: dict[str, Any], name: str, file: str, classes: Mapping[str, Words]) -> Pattern:
    """A rule from its TOML table, checked; what it leaves out is as in the other rules of its type."""
    if unknown := set(row) - KEYS:
        fault(file, entry, f"unknown key {', '.join(sorted(unknown))}", f"use {', '.join(sorted(KEYS))}")
    type_ = str(row.get("type", name.upper()))
    if type_ not in ontology.types():
        fault(file, entry, f"no type {type_}", "use one of the 16 PLOVER types")
    usual = dict(shared()["type"][type_])
    places = usual.pop("recipient")
    row = {**usual, **row}
    if "mode" not in row:
        row.setdefault("modes", told_apart(file.partition("/")[0]).get(type_, ()))
    for mode in (row.get("mode"), *(m["mode"] for m in row.get("modes", ()))):
        if mode is not None:
            known(mode, type_, file, entry)
    if row.get("cameo") and ontology.cameo(row["cameo"]) is None:
        fault(
            file, entry, f"no CAMEO code {row['cameo']!r}",
            "write it as a string of 2 to 4 digits from cameo.csv",
        )
    triggers = tuple(
        (kind, words) for key, kind in TRIGGERS.items()
        for words in sorted(spell(row.get(key, ()), file, entry, classes))
    )
    if not triggers:
        fault(file, entry, "nothing triggers it", "give verbs, nouns, adjectives or modals")

    def words(table: dict[str, Any]) -> dict[str, Words]:
        first = sorted(table, key=lambda role: role not in GRAMMATICAL)
        return {role: spell(table[role], file, entry, classes) for role in first}

    def paths(key: str) -> tuple[str, ...]:
        value = row.get(key, ())
        return (value,) if isinstance(value, str) else tuple(value)

    first = paths("recipient_first")
    modes = [dict(mode) for mode in row.get("modes", ())]
    when, unless = words(row.get("when", {})), words(row.get("unless", {}))
    for role, others in barred(file.partition("/")[0]).get(type_, {}).items():
        unless.setdefault(role, spell(others, file, entry, classes) - when.get(role, frozenset()))
    return Pattern(
        id=f"{name}.{entry}", type=type_, file=file, triggers=triggers, when=when,
        unless={role: others for role, others in unless.items() if others}, actor=paths("actor"),
        recipient=paths("recipient") if "recipient" in row else tuple(dict.fromkeys((*first, *places))),
        addressee=paths("addressee"), modes=tuple((m.pop("mode"), words(m)) for m in modes),
        absorbs=row.get("absorbs", type_ in ABSORBING), needs=frozenset(paths("needs")),
        confidence=float(row["confidence"]), **{key: row[key] for key in PLAIN if key in row},
    )  # fmt: skip


def spell(values: Any, file: str, entry: str, classes: Mapping[str, Words]) -> Words:
    """The words of a condition, classes expanded."""
    found: set[str] = set()
    for value in (values,) if isinstance(values, str | bool) else values:
        if isinstance(value, str) and value.startswith("@"):
            if value[1:] not in classes:
                fault(file, entry, f"no class {value}", "add it to classes.toml, or correct the name")
            found |= classes[value[1:]] - SPECIAL  # in a class, "person" is the noun
        else:
            found.add(str(value).lower() if isinstance(value, bool) else value)
    return frozenset(found)

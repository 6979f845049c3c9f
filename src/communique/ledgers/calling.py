"""What a dispute is called where no noun with its complement names it: what is demanded, charged or
threatened, as far as its words are whole, else what a kind of act is called for people.

Knows where such words come to an end; does not know which act a dispute is named after.
"""

from __future__ import annotations

import re
from functools import lru_cache

from communique.knowledge import ledgers
from communique.ledgers.complements import last
from communique.ledgers.moves import Move, the
from communique.ledgers.tellings import WORDS
from communique.ledgers.words import among, named
from communique.occurrences.tellings import bare, function_words

LENGTH = 9  # words
UNTOLD = WORDS | {"COERCE", "PROTEST"}  # types of acts that alone say nothing of what is at issue


def name_of(m: Move, parties: tuple[str, ...]) -> str:
    """What an act is called: by its own words where they are whole, by a kind of such acts; else nothing."""
    return whole(m) or over(kind_of(m, parties), m)


def plain(m: Move, parties: tuple[str, ...]) -> str:
    """What an act of its type is called: "sanctions on Chile"."""
    template = ledgers.names("plainly").get(m.act.type) or ledgers.names("acts")[m.act.type]
    return over(template.replace("{of}", target(m, parties)), m)


def plainly(name: str) -> bool:
    """Whether a name says only of which type an act is and to whom it was done ("warnings to Chile"),
    or only which step was taken, and not over what ("recall of envoys")."""
    said = (t for type, t in ledgers.names("plainly").items() if type in UNTOLD)
    return name in ledgers.words("naming")["steps"] or any(
        name.startswith(template.partition("{of}")[0]) for template in said
    )


def over(name: str, m: Move) -> str:
    """The name of a measure with what it is taken for, where a report of it says that: "recall of envoys over
    killings at Oslo"."""
    if not name or m.act.type in WORDS:
        return name
    told = dict.fromkeys((m.act.words, *(r.span.text for r in m.act.reports)))
    cause = next(filter(None, (cause_in(text) for text in told)), "")
    return f"{name} over {cause}" if cause else name


def cause_in(text: str) -> str:
    """What a measure is taken for, in the words of a report: a noun with its complement, or what is done."""
    found = ledgers.pattern("taken_for").search(text)
    if found is None:
        return ""
    after = ledgers.pattern("scare").sub(r"\g<1>", text[found.end() :])
    return thing(ledgers.pattern("belonging").sub("", after)) or gerund(after)


def kind_of(m: Move, parties: tuple[str, ...]) -> str:
    """The kind of acts whose words an act has: "recall of envoys"."""
    at = m.act.words.find(m.act.asked) if m.act.type not in WORDS and m.act.asked else -1
    verb = " ".join(m.act.words[:at].split()[-2:]) if at > 0 else ""
    said = f"{m.act.type} {verb} {ledgers.pattern('clause').split(m.act.asked, maxsplit=1)[0]}"
    found = next((name for name, form in kinds() if form.search(said)), "")
    return found.replace("{of}", target(m, parties))


@lru_cache(maxsize=1)
def kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of acts by their names."""
    return tuple((name, re.compile(form)) for name, form in ledgers.names("called").items())


def target(m: Move, parties: tuple[str, ...]) -> str:
    """The party to whom an act is done, as it is written after "on"."""
    others = [p for p in parties if p in m.targets] or [p for p in parties if p not in m.doers] or [*parties]
    return the(others[0])


# --- by its own words ---------------------------------------------------------------------------------------


def whole(m: Move) -> str:
    """What is demanded, charged, threatened, refused or done to somebody, in the words of an act."""
    text = ledgers.pattern("scare").sub(r"\g<1>", m.act.asked.strip())
    text = ledgers.pattern("clause").split(text, maxsplit=1)[0]
    kind = ledgers.names("acts")[m.act.type]
    meant, _, aim = text.partition(" ")
    if m.act.type == "THREATEN" and among(meant, "issues", "aims") and aim.startswith("to "):
        text = aim  # "announced plans | to freeze the assets of Chile"
    if m.act.type == "THREATEN" and text.startswith("to "):
        return done(kind, text)
    if m.act.type == "REQUEST":
        rest = ledgers.pattern("asked_whom").sub("", text)
        if rest.startswith(("to ", "not to ")):
            return done(kind, rest)
        return demanded(kind, text)
    if m.act.type in ("ACCUSE", "THREATEN", "PROTEST"):
        rest = ledgers.pattern("blamed").sub("", text)
        if rest == text:
            return ""
        return f"accusation of {cut}" if (cut := gerund(rest)) else thing(rest)
    if m.act.type == "REJECT":
        return thing(text) if ledgers.pattern("refusable").match(text) else ""
    if m.act.type == "SANCTION" and (measure := ledgers.pattern("measure_on").search(m.act.words)):
        return thing(measure.group())
    if m.act.type == "ASSAULT" and (killed := ledgers.pattern("killed").search(m.act.words)):
        return f"killing of {killed.group('whom')}"
    return ""


def demanded(kind: str, text: str) -> str:
    """What is demanded without "to": "Chile | stop its raids", "an end to the raids", which has not come."""
    found = ledgers.pattern("owing_whom").match(text)
    if found and any(among(found.group("verb"), "issues", words) for words in ("stopping", "making")):
        return done(kind, f"to {text[found.start('verb') :]}")
    name = thing(text.removeprefix("for ")) or thing(text.partition(" for ")[2])  # "asked Chile | for access"
    return wanted(name) if name else ""


def wanted(name: str) -> str:
    """A demand by what it is for, by its verb where a noun of stopping is one too: "demand for | handover of
    power", "demand to | end the raids"."""
    verb, link, rest = name.partition(" to ")
    ends = link and verb.islower() and verb == last(verb) and among(verb, "issues", "stopping")
    return f"{ledgers.names('acts')['REQUEST']} {f'to {verb} {rest}' if ends else f'for {name}'}"


def done(kind: str, text: str) -> str:
    """An act with what is to be done: "demand to free the crew"."""
    words = " ".join(whole_words(text))
    said = [w for w in bare(words) if w not in function_words()]
    return f"{kind} {words}" if len(said) > 1 else ""


def gerund(text: str) -> str:
    """What somebody is charged with doing."""
    words = whole_words(text)
    return " ".join(words) if words and words[0].endswith("ing") and len(words) > 1 else ""


def thing(text: str) -> str:
    """A noun with its complement that stands at the beginning of a text."""
    told = ledgers.pattern("told_of").split(ledgers.pattern("owned").sub("", text), maxsplit=1)[0]
    words = whole_words(told)
    name = " ".join(words)
    said = [w for w in bare(name) if w not in function_words()]
    if len(said) < 2 or words[0].casefold() in function_words() or words[0][:1].isupper():
        return ""
    clause = ledgers.pattern("finite").search(name)
    return "" if clause or among(last(name), "issues", "vague") else name


def whole_words(text: str) -> list[str]:
    """The words of a text to the end of its clause, without what says when, how or why, and no more than a
    name has: cut before a word that links."""
    part = ledgers.pattern("clause").split(text.strip(), maxsplit=1)[0]
    words = ledgers.pattern("adjunct").split(part, maxsplit=1)[0].split()
    captions = (i for i in range(1, len(words)) if captioned(words, i))
    words = words[: next(captions, len(words))]
    if len(words) > LENGTH:
        ends = (i for i in range(LENGTH, 2, -1) if words[i].casefold() in function_words())
        words = words[: next(ends, 0)]
    while words and loose(words):
        words.pop()
    if not words or not among(words[-1], "naming", "waiting"):
        return words
    # without the last of a row, whose noun waits for its complement: "the raids | and the need"
    links = [i for i, w in enumerate(words) if w in ledgers.words("naming")["joins"]]
    return words[: links[-1]] if links else words


def captioned(words: list[str], at: int) -> bool:
    """Whether a word begins a caption that runs on without a stop: a common one with a capital after a name
    ("to Chile | Information"), but no title ("Chilean President Ruiz"); a state after a plural ("concerns |
    Chile")."""
    before, word, after = words[at - 1], words[at], words[at + 1] if at + 1 < len(words) else ""
    if before.islower() and before.endswith("s") and named(word):
        return True
    common = word[:1].isupper() and among(word.casefold(), "issues", "vague")
    return common and not after[:1].isupper() and bool(named(before))


def loose(words: list[str]) -> bool:
    """Whether the last of some words waits for another."""
    word, before = words[-1].casefold(), words[-2].casefold() if len(words) > 1 else ""
    if before in ("and", "or") or (before == "to" and words[-1].islower()):
        return True
    if word in function_words():
        return True
    linked = before in function_words() and before not in ledgers.words("issues")["determiners"]
    return (linked and word.endswith("ing")) or word in ledgers.words("naming")["loose"]

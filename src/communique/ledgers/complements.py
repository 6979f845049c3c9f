"""A noun with its complement, as far as a wording gives it whole.

Knows how far a complement goes; does not know what a noun is the issue or the name of.
"""

from __future__ import annotations

from communique.knowledge import ledgers
from communique.ledgers.words import among, named
from communique.occurrences.tellings import bare, function_words

FURTHER = 2  # complements behind one another: "resolution calling for action | against Chile | in Peru"
QUOTES = " ,;:.“”\"'‘’"


def head_of(issue: str) -> str:
    """A name without its complement: "access" of "access to the port"."""
    return ledgers.pattern("governing").split(issue, maxsplit=1)[0]


def last(text: str) -> str:
    """The last word of a text."""
    return (bare(text.replace("-", " ")) or [""])[-1]


def completed(issue: str, wording: str) -> str:
    """An issue without whose it is, and with the complements that its wording gives it."""
    name = once(issue, wording)
    for _ in range(FURTHER):
        name = furthered(name, wording)
    return name


def furthered(name: str, wording: str) -> str:
    """A name with what its last noun is of, against or into, or in which country, where its wording goes on
    with that: "resolution calling for action | against Chile"."""
    at = wording.find(name)
    more = ledgers.pattern("complement").match(wording, at + len(name)) if at >= 0 else None
    if more is None or not (ledgers.pattern("always_of").match(more.group()) or named(more.group())):
        return name
    whole = whole_of(more.group(), wording, at + len(name))
    return name if last(whole) in loose_ends() else name + whole


def loose_ends() -> frozenset[str]:
    """Words with which no name ends."""
    return function_words() | ledgers.words("naming")["about"]


def whole_of(complement: str, wording: str, at: int) -> str:
    """A complement that stands at a place of a wording, to the end of its last noun: "between Chile | and
    Peru", "from Western | nations"."""
    whole = ended(complement)
    row = ledgers.pattern("row_on").match(wording, at + len(whole))
    if row and ledgers.pattern("of_two").match(whole):
        return whole + row.group()
    following = ledgers.pattern("noun_after").match(wording, at + len(whole))
    return whole + (following.group() if following and ledgers.pattern("of_a_people").search(whole) else "")


def once(issue: str, wording: str) -> str:
    """An issue without whose it is, and with the complement that its noun waits for."""
    text = ledgers.pattern("infinitive").sub("", issue.strip(QUOTES))
    while (shorter := ledgers.pattern("owned").sub("", text)) != text:
        text = shorter
    text = ledgers.pattern("which_one").sub("", text)
    put = ledgers.pattern("placed_last").search(text)
    if put and among(last(head_of(text)), "issues", "papers"):
        text = text[: put.start()]
    days = [d for d in ledgers.pattern("dated").finditer(text) if d.end() == len(text)]
    text = text[: days[0].start()] if days else text
    at = wording.find(text)
    if at < 0:
        return text
    aims, helps, papers = (among(last(text), "issues", words) for words in ("aims", "helps", "papers"))
    open_to = needs(text) or aims or head_of(text) == text
    ways = (("aimed", aims or helps), ("complement", open_to), ("saying", papers), ("by_whom", helps))
    forms = [form for form, may in ways if may]
    dated = ledgers.pattern("dated").match(wording, at + len(text))
    after = dated.end() if dated else at + len(text)
    more = next(filter(None, (ledgers.pattern(form).match(wording, after) for form in forms)), None)
    if papers and more is not None and ledgers.pattern("placed").match(more.group()):
        # "resolution | in the Council | condemning the raids": where it is put says nothing of it
        more = ledgers.pattern("saying").match(wording, more.end()) or more
    if more is None:
        row = ledgers.pattern("row_on").match(wording, at + len(text)) if "," in text else None
        if row and " and " not in text:
            return text + row.group()  # "the evacuation of women, children | and the injured"
        imposed = ledgers.pattern("imposed").match(wording, at + len(text))
        return text + imposed.group() if imposed else text
    if more.re is ledgers.pattern("aimed"):
        rests = (ledgers.pattern(form).match(wording, more.end()) for form in ("put_between", "aimed"))
        rest = next(filter(None, rests), None)  # "help to persuade Chile | to halt its raids"
        return text + more.group() + (rest.group() if rest else "")
    whole = whole_of(more.group(), wording, after)
    further = ledgers.pattern("complement").match(wording, after + len(whole))
    if further and among(last(whole), "issues", "relational"):
        whole += ended(further.group())  # "control over an aspect | of the army"
    return text + whole


def needs(noun: str) -> bool:
    """Whether a noun waits for its complement: a word alone, a paper, "diplomatic pressure"."""
    return sum(w not in function_words() for w in bare(noun)) < 2 or any(
        among(last(noun), "issues", words) for words in ("papers", "relational")
    )


def unmarked(text: str) -> str:
    """A text without its marks of quotation."""
    return "".join(c for c in text if c not in '“”"')


def ended(complement: str) -> str:
    """A complement to the end of its noun: before a word that begins something else ("to Chile | for its
    ships")."""
    words, whose = complement.split(), ledgers.words("issues")["determiners"]
    links = loose_ends() - whose  # "US" is none
    stop = next((i for i, w in enumerate(words[2:], 2) if w in links), len(words))
    if stop < len(words) and among(words[stop - 1], "issues", "relational"):
        stop = len(words)  # "calling for an end | to the raids"
    while stop > 2 and words[stop - 1] in loose_ends():
        stop -= 1
    return " " + " ".join(words[:stop])

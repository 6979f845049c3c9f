"""Events to links: which act refuses, meets, answers, repeats or retaliates for an earlier one in the same
article, with the reasons.

Knows the rules of knowledge/answers.toml and how two acts are compared; finds no acts of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date

from communique.events import references
from communique.events.cues import asked, cue_names, said
from communique.events.ties import Tie, around, between
from communique.grammar import Parse
from communique.knowledge import answers
from communique.knowledge import names as tables
from communique.knowledge.answers import Rule
from communique.knowledge.patterns import names_deed
from communique.knowledge.roles import FOR
from communique.knowledge.synonyms import folded
from communique.reasons import DAY_OF_NEWS
from communique.records import Event, Link, LinkKind, codes, identify

SHARING = "both speak of"  # the reason of a link that no word between two acts says
Parties = tuple[frozenset[str], frozenset[str]]  # the codes of who acts, and of whom it is aimed at


def find(parse: Parse, events: Sequence[Event]) -> tuple[Link, ...]:
    """The links among the events of an article; each pair at most once, by the first rule that fits."""
    return linked(parse, events, events)


def linked(parse: Parse, laters: Iterable[Event], events: Sequence[Event]) -> tuple[Link, ...]:
    """The links that lead from some of the events of an article to any of them."""
    tales = Tales(events)
    found = []
    for later in laters:
        pairs = tales.before(parse, later)
        retelling = around(parse, parse.word_of(later)) if pairs else []
        for earlier, fitting in pairs:
            judged = judge(parse, fitting, later, earlier, retelling)
            if judged is not None:
                kind, because = judged
                found.append(
                    Link(identify("link", later.id, earlier.id, kind), later.id, earlier.id, kind, because)
                )
    return tuple(nearest(found, events))


class Tales:
    """The events of an article as they are sought by what answers them: by where they are told, since most
    that ties two acts stands close by, and by who does them to whom, which is enough for the rest."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = events
        self.parties = [(codes(e.actors), codes(e.recipients)) for e in events]
        self.order = sorted(range(len(events)), key=self.start)
        # the rules with the events that one begins with, by their parties
        self.begun: list[tuple[Rule, dict[Parties, list[int]]]] = []
        for rule in answers.rules():
            groups: dict[Parties, list[int]] = {}
            for n in self.order:
                if begins(rule, events[n]):
                    groups.setdefault(self.parties[n], []).append(n)
            self.begun.append((rule, groups))

    def start(self, number: int) -> int:
        """Where an event is told."""
        return self.events[number].trigger.start

    def before(self, parse: Parse, later: Event) -> list[tuple[Event, list[Rule]]]:
        """The events that one may answer, in their order, each with the rules that fit the two."""
        own = codes(later.actors), codes(later.recipients)
        low, high = close_to(parse, later)
        pairs: dict[int, list[Rule]] = {}
        for rule, groups in self.begun:
            if not answering(rule, later):
                continue
            for theirs, numbers in groups.items():
                if facing(rule, own, theirs):
                    if rule.cue not in ("required", "optional") or not dyad(rule.dyad, own, theirs):
                        near = (bisect_left(numbers, end, key=self.start) for end in (low, high))
                        numbers = numbers[slice(*near)]
                    for n in numbers:
                        pairs.setdefault(n, []).append(rule)
        return [(e, pairs[n]) for n in sorted(pairs) if (e := self.events[n]).id != later.id]


def close_to(parse: Parse, later: Event) -> tuple[int, int]:
    """The characters within which an act stands that only what ties it to a later one makes an answer's:
    some sentences around that, its paragraph and the one before."""
    word = parse.word_of(later)
    sentence, paragraph = parse.sentence_of[word], parse.paragraph_of(word)
    low, high = max(0, sentence - references.REACH), sentence + references.REACH + 1
    first = min(parse.sentences[low][0], parse.paragraphs[max(0, paragraph - 1)][0])
    last = max(parse.sentences[:high][-1][1], parse.paragraphs[paragraph][1])
    return parse.starts[first], parse.ends[last - 1]


def judge(
    parse: Parse, rules: Iterable[Rule], later: Event, earlier: Event, retelling: Sequence[tuple[int, Tie]]
) -> tuple[LinkKind, tuple[str, ...]] | None:
    """Which link an act has to an earlier one by the rules for acts like these, and why;
    None without words that carry one. `retelling`: the nouns that words tie to the later act."""
    apart = days_after(earlier, later)
    presumed = any(why.endswith(DAY_OF_NEWS) for why in earlier.because)  # its day: "has offered"
    if apart is None and days_after(later, earlier) and not presumed:
        return None
    governs = (
        later.evidence.start <= earlier.trigger.start < later.evidence.end
        and earlier.trigger.start > later.trigger.start
    )
    first = later.trigger.start < earlier.trigger.start
    words = [parse.word_of(e) for e in (later, earlier)]
    beside = len({parse.sentence_of[word] for word in words}) == 1  # no syntax leads from one to another else
    tied = (between(parse, *words) if beside else None) or references.retold(parse, later, earlier, retelling)
    paid = cue_names(parse, "retaliates", later, earlier)
    under = beside and ground(parse, later, earlier)
    ordered = not first or tied or under or apart or before_that(parse, earlier)
    if not (ordered or governs):
        return None
    came_of = between(parse, *words[::-1]) if beside else None  # "vetoed it, sparking criticism"
    if beside and (ground(parse, earlier, later) or (came_of and came_of.sort in ("answer", "ground"))):
        return None
    if not paid and tied is None and supposed(parse, later):
        return None
    if tied is not None:
        about = tied.sort == "object"
        fitting = (rule for rule in rules if applies(rule, later, earlier, True))
        rule = tied_rule([r for r in fitting if not about or held(parse, r, later, earlier)], tied)
        if rule is None:
            return None
        return rule.kind, (rule.name, told(parse, tied, later, earlier))
    named = references.pointed(parse, later, earlier)
    near = 0 <= parse.paragraph_of(words[0]) - parse.paragraph_of(words[1]) <= 1
    pointing = (named and near) or (beside and ground(parse, later, earlier, "concessions"))
    for rule in rules:
        if not (ordered or rule.kind == "refuses"):
            continue
        if rule.cue == "concession" or not (named or rule.cue != "tied") or not applies(
            rule, later, earlier, bool(pointing) and rule.kind != "retaliates"
        ):
            continue
        if named and (rule.kind == "refuses" or near) and points(parse, rule, later, earlier):
            return rule.kind, (rule.name, f"{named!r} is the nearest before it")
        if rule.cue != "tied" and (found := carried(parse, rule, later, earlier, governs)) is not None:
            return found
    return None


def points(parse: Parse, rule: Rule, later: Event, earlier: Event) -> bool:
    """Whether the link of a rule can be that of an act to what it names by a noun: "rejected the demand",
    "accepted the offer", "condemned the raid"; not "made the charge" to a charge."""
    clause = parse.clauses[parse.word_of(later)]
    if rule.kind == "answers":
        about = (*references.objects(parse, clause), *clause.at(FOR))
        return any(
            references.names_act(parse, h, earlier)
            or (earlier.type not in references.ASKING and references.stands_for(parse, h, later, earlier))
            for h in about if not references.classed(parse, h, later)
        )
    if rule.kind == "refuses":
        return later.type == "REJECT"
    return rule.kind == "meets" and references.takes_up(clause, later, parse.language)


def held(parse: Parse, rule: Rule, later: Event, earlier: Event) -> bool:
    """Whether an act that has another's noun for its object can be a link of a rule:
    who judges does so by the act's own verb, and what is taken up was offered or asked."""
    by_verb = parse.word_of(earlier) in parse.clauses
    if rule.kind == "answers":
        told_itself = later.type == earlier.type  # "voiced criticism"
        own = own_word(parse, later) and not told_itself
        return own and not (by_verb and later.type == "SUPPORT")
    if rule.kind != "meets":
        return True
    clause = parse.clauses.get(parse.word_of(later))
    if by_verb and clause is not None and not references.takes_up(clause, later, parse.language):
        return False
    return earlier.type == "REQUEST" or references.offered(parse, earlier)


def supposed(parse: Parse, later: Event) -> bool:
    """Whether a threat is to pay back what has not been done: "would retaliate if they were searched"."""
    if later.type != "THREATEN":
        return False
    first, last = (parse.word_at(at) for at in (later.evidence.start, later.evidence.end - 1))
    terms = answers.words("terms", parse.language)
    return any(parse.lower[k] in terms and parse.pos[k] == "SCONJ" for k in range(first, last + 1))


def own_word(parse: Parse, later: Event) -> bool:
    """Whether who acts says or does it by the act's own verb: "Peru condemned the raid";
    not "Peru said that Chile had violated the accord"."""
    clause = parse.clauses.get(parse.word_of(later))
    subject = clause.at("subject") if clause is not None else ()
    spans = [parse.span(*parse.phrase(head)) for head in subject]
    own = [a.span for a in later.actors if a.span is not None]
    return not spans or any(s.overlaps(o) for s in spans for o in own)


# What an act can be to one that it names: what it is about it refuses, takes up or judges; what it is done
# despite it refuses.
BY_TIE = {"object": ("refuses", "meets", "answers"), "concession": ("refuses",), "bidding": ("meets",)}


def tied_rule(rules: Iterable[Rule], tie: Tie) -> Rule | None:
    """The first of some rules of a kind that such a tie can be."""
    kinds = BY_TIE.get(tie.sort, answers.KINDS)
    return next(
        (r for r in rules if r.kind in kinds and (r.cue != "concession" or tie.sort == "concession")), None
    )


def told(parse: Parse, tie: Tie, later: Event, earlier: Event) -> str:
    """The words of a tie as a reason."""
    if tie.sort == "object":
        return f"{later.trigger.text!r} governs {earlier.trigger.text!r}"
    return f"{parse.span(tie.first, tie.last).text!r} stands between them"


def carried(
    parse: Parse, rule: Rule, later: Event, earlier: Event, governs: bool
) -> tuple[LinkKind, tuple[str, ...]] | None:
    """The link of a rule, with the words that carry it; None where there are none."""
    kind = rule.kind
    if kind in ("refuses", "meets") and earlier.type == "AGREE" and not references.offered(parse, earlier):
        return None
    if kind == "refuses" and governs and not ground(parse, later, earlier):
        return kind, (rule.name, f"{later.trigger.text!r} governs {earlier.trigger.text!r}")
    if kind == "meets" and later.type in references.PROMISING and not consents(parse, later):
        return None
    if kind in ("refuses", "meets"):
        shared = shared_words(parse, later, earlier, understood=kind == "refuses") & asked(parse, earlier)
        near = close(parse, later, earlier) or swapped(later, earlier)
        beside = named(parse, later) if near and kind == "refuses" else shared
        shared -= beside - asked(parse, later)  # what is done itself, not whom or what is said beside it
        shared |= done(parse, later, earlier)
        if earlier.type in references.ASKING and shared:
            return (kind, (rule.name, f"{SHARING} {', '.join(sorted(shared))}"))
        if kind != "refuses" or earlier.type != "REQUEST":
            return None
        refused = references.turned_down(parse, later, earlier)
        return (kind, (rule.name, f"{refused!r} stands behind it")) if refused else None
    if kind == "retaliates":
        why = paid_back(parse, rule, later, earlier)
        return (kind, (rule.name, why)) if why else None
    cue = said(parse, kind, later)
    if cue and kind == "answers" and cue_names(parse, kind, later, earlier) is False:
        return None
    speaking = cue and (kind == "repeats" or close(parse, later, earlier))
    shared = shared_words(parse, later, earlier) if speaking else frozenset()
    if cue and kind == "answers" and swapped(later, earlier) and references.next_to(parse, later, earlier):
        return kind, (rule.name, f"the sentence says {cue!r}")
    if shared and (kind != "repeats" or not references.next_to(parse, later, earlier, 0)):
        return (kind, (rule.name, f"the sentence says {cue!r}", f"{SHARING} {', '.join(sorted(shared))}"))
    return None


def close(parse: Parse, later: Event, earlier: Event) -> bool:
    """Whether two acts are told at most two paragraphs apart, or the later one by the opening,
    which tells at once what came of what the text goes on to tell."""
    here, there = (parse.paragraph_with(e) for e in (later, earlier))
    return here <= OPENING or abs(here - there) <= 2


OPENING = 1  # the last paragraph of the opening: the first behind a headline


def done(parse: Parse, later: Event, earlier: Event) -> frozenset[str]:
    """The deed that was asked for where it is all that an act tells: "demanded an apology", "apologised"."""
    word = parse.word_of(later)
    clause = parse.clauses.get(word)
    other = clause is None or any(parse.pos[h] != "PRON" for h in clause.at("object"))
    if other or later.type in references.PROMISING:
        return frozenset()  # "agreed to the plan" where an agreed truce was asked for
    verb, words = parse.lemma(word), asked(parse, earlier)
    return folded((verb,), parse.language) & words | {w for w in words if names_deed(w, verb, parse.language)}


def swapped(later: Event, earlier: Event) -> bool:
    """Whether two acts are done by two parties, each to the other."""
    (doer, target), (by, to) = ((codes(e.actors), codes(e.recipients)) for e in (later, earlier))
    return bool(doer and by) and not doer & by and (doer, target) == (to, by)


def consents(parse: Parse, later: Event) -> bool:
    """Whether the words of an act that only promises say that it answers: "agreed to hold talks",
    "in response to the call"."""
    clause = parse.clauses.get(parse.word_of(later))
    agrees = clause is not None and clause.verb in answers.words("consenting", parse.language)
    return agrees or bool(said(parse, "meets", later) or said(parse, "answers", later))


def paid_back(parse: Parse, rule: Rule, later: Event, earlier: Event) -> str | None:
    """What shows that an act retaliates for an earlier one: a cue, its ground, the days between,
    or the same measure; else None."""
    cue = said(parse, rule.kind, later)
    if cue is None and later.type != "REJECT":
        cue = ground(parse, later, earlier)
    if cue:
        named = cue_names(parse, rule.kind, later, earlier)
        if references.next_to(parse, later, earlier) if named is None else named:
            return f"the sentence says {cue!r}"
        if named is False:
            return None
    inside = earlier.trigger.start < later.trigger.start < earlier.evidence.end
    if inside or said(parse, rule.kind, earlier):  # "attacked the embassy, protesting the hanging"
        return None
    if rule.within is not None:
        return f"{days_after(earlier, later)} days apart"
    if not rule.same_mode or (days_after(earlier, later) or 0) > FORGOTTEN:
        return None
    if codes(later.actors) != codes(earlier.recipients) or codes(later.recipients) != codes(earlier.actors):
        return None
    same = later.mode == earlier.mode is not None
    return f"both are {later.type} {later.mode or ''}".rstrip() if same else None


# days after which the same measure turned round is taken for retaliation only where the text says so
FORGOTTEN = 120


def before_that(parse: Parse, earlier: Event) -> bool:
    """Whether an act is told as what had come before: "China had demanded it in the morning",
    "has repeatedly demanded it"."""
    clause = parse.clause_of(parse.word_of(earlier))
    if clause is None or not clause.perfect:
        return False
    often = answers.words("often", parse.language)
    return clause.tense == "past" or any(parse.lower[k] in often for k in parse.kids[clause.head])


def ground(parse: Parse, later: Event, earlier: Event, sort: str = "grounds") -> str | None:
    """The word that puts an earlier act under the later one as its ground, or as what did not hinder it;
    None without.

    "recalled its envoy over the execution", "went ahead despite calls to stop".
    """
    top, word = parse.word_of(later), parse.word_of(earlier)
    words, found = answers.words(sort, parse.language), None
    while word != top and parse.heads[word] != word:
        marks = (k for k in parse.kids[word] if parse.relations[k] == "marker")
        found = found or next((parse.lower[w] for w in (word, *marks) if parse.lower[w] in words), None)
        word = parse.heads[word]
    return found if word == top else None


def applies(rule: Rule, later: Event, earlier: Event, tied: bool = False) -> bool:
    """Whether two acts such as a rule begins with and takes for answers have the types, modes, days and
    parties that it wants.

    `tied`: the text says that the one is about the other; then any two actors will do.
    """
    after, before = ((codes(e.actors), codes(e.recipients)) for e in (later, earlier))
    return (
        (not rule.same_type or later.type == earlier.type)
        and (not rule.same_mode or None in (later.mode, earlier.mode) or later.mode == earlier.mode)
        and (tied or dyad(rule.dyad, after, before))
        and (rule.within is None or 0 < (days_after(earlier, later) or 0) <= rule.within)
    )


def facing(rule: Rule, later: Parties, earlier: Parties) -> bool:
    """Whether the parties of two acts are those of a rule,
    or would be where the text says that the one is about the other."""
    if later[1] <= later[0]:  # upon itself: "cancelled their own trip"
        later = later[0], frozenset()
    if rule.kind == "retaliates" and later[1] and earlier[1]:
        return dyad(rule.dyad, later, earlier)
    return dyad(rule.dyad, later, earlier) or (rule.kind in GIVEN and apart_from(later, earlier))


GIVEN = frozenset(("refuses", "meets", "retaliates"))


def apart_from(later: Parties, earlier: Parties) -> bool:
    """Whether two acts have different actors, known for both."""
    doer, by = later[0], earlier[0]
    return bool(doer and by) and not doer & by


def days_after(earlier: Event, later: Event) -> int | None:
    """How many days after the earlier act the later one was; None where either day is unknown,
    or the order is the other way round."""
    if not (earlier.when and later.when and earlier.when.start and earlier.when.end and later.when.start):
        return None
    first, last, after = (
        date.fromisoformat(day[:10]) for day in (earlier.when.start, earlier.when.end, later.when.start)
    )
    return (after - first).days if after >= last else None


def begins(rule: Rule, earlier: Event) -> bool:
    """Whether an act is one that a rule takes for what is answered, by whatever."""
    return earlier.status in ("actual", "historical", "planned") and act(rule.first, earlier)


def answering(rule: Rule, later: Event) -> bool:
    """Whether an act is one that a rule takes for an answer, whatever to."""
    return later.status in rule.status and act(rule.then, later)


def act(wanted: Iterable[str], event: Event) -> bool:
    return event.type in wanted or f"{event.type}.{event.mode}" in wanted


def dyad(kind: str, later: Parties, earlier: Parties) -> bool:
    """Whether the parties of two acts stand to one another as a rule wants it."""
    (doer, target), (by, to) = later, earlier
    if kind == "apart":
        return apart_from(later, earlier)
    if kind == "same":
        return doer == by and bool(target & to)
    if kind == "against":
        return bool(doer and (target & by or (not target and doer & to))) and not doer & by
    if kind == "aside":
        return bool(doer & to) and not doer & by
    return (
        bool(doer and by)
        and not doer & by
        and (bool(doer & to) or not to)
        and (bool(target & by) or not target)
        and bool(target or to)
    )


def shared_words(parse: Parse, later: Event, earlier: Event, *, understood: bool = False) -> frozenset[str]:
    """The content words that two acts share, their own triggers and words that stand in any news apart.

    `understood`: names count too, those of the actors, of states and their bodies apart,
    and what a pronoun of either may stand for: "called for their return".
    """
    triggers = folded((parse.lemma(parse.word_of(e)) for e in (later, earlier)), parse.language)
    one, other = (
        folded(parse.content(e.evidence) | (meant(parse, e) if understood else set()), parse.language)
        for e in (later, earlier)
    )
    shared = (one & other) - triggers - answers.words("empty", parse.language)
    if understood:
        return shared - folded(doers(parse, later) | doers(parse, earlier), parse.language)
    return shared


def meant(parse: Parse, event: Event) -> frozenset[str]:
    """The names in the words of an act; where they have a pronoun for a thing,
    nouns and names of the sentence before, too."""
    first, last = parse.word_at(event.evidence.start), parse.word_at(event.evidence.end - 1)
    found = [i for i in range(first, last + 1) if parse.pos[i] == "PROPN"]
    sentence = parse.sentence_of[first]
    if sentence and any(
        parse.lower[i] in answers.words("pronouns", parse.language) for i in range(first, last + 1)
    ):
        start, end = parse.sentences[sentence - 1]
        if parse.paragraph_of(start) == parse.paragraph_of(first):
            found += [i for i in range(start, end) if parse.pos[i] in ("NOUN", "PROPN")]
    return frozenset(
        parse.lemma(i) for i in found
        if parse.pos[i] == "NOUN" or not tables.longest((parse.words[i],), 0)
    )


def named(parse: Parse, event: Event) -> frozenset[str]:
    """The names in the words of an act."""
    first, last = parse.word_at(event.evidence.start), parse.word_at(event.evidence.end - 1)
    told = (parse.lemma(i) for i in range(first, last + 1) if parse.pos[i] == "PROPN")
    return folded(frozenset(told), parse.language)


def doers(parse: Parse, event: Event) -> frozenset[str]:
    """The words by which the actors of an act are named where it is told."""
    spans = [a.span for a in event.actors if a.span is not None]
    return frozenset(
        parse.lemma(i) for s in spans
        for i in range(parse.word_at(s.start), parse.word_at(max(s.start, s.end - 1)) + 1)
    )


def nearest(links: Sequence[Link], events: Sequence[Event]) -> list[Link]:
    """For each later act and kind the one link to the act that stands nearest to it in the text."""
    at = {e.id: e.trigger.start for e in events}
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        key = (link.source, link.kind)
        if key not in best or abs(at[link.target] - at[link.source]) < abs(
            at[best[key].target] - at[best[key].source]
        ):
            best[key] = link
    return list(best.values())

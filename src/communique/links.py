"""Events to links: which act refuses, meets, answers, repeats or retaliates for an earlier one in the same article, with the reasons.

Knows the rules of knowledge/answers.toml and how two acts are compared; finds no acts of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.grammar import Parse
from communique.knowledge import answers
from communique.knowledge.answers import Rule
from communique.knowledge.synonyms import folded
from communique.records import Event, Link, LinkKind, codes, identify


def find(parse: Parse, events: Sequence[Event], language: str = "en") -> tuple[Link, ...]:
    """The links among the events of an article; each pair at most once, by the first rule that fits."""
    found = []
    for later in events:
        rules = [rule for rule in answers.rules() if answering(rule, later)]
        for earlier in events if rules else ():
            judged = judge(parse, rules, later, earlier, language) if later.id != earlier.id else None
            if judged is not None:
                kind, because = judged
                found.append(Link(identify("link", later.id, earlier.id, kind), later.id, earlier.id, kind, because))
    return tuple(nearest(found, events))


def judge(
    parse: Parse, rules: Iterable[Rule], later: Event, earlier: Event, language: str
) -> tuple[LinkKind, tuple[str, ...]] | None:
    """Which link an act has to an earlier one by the rules for acts like it, and why; None without words that carry one."""
    if later.when and earlier.when and later.when.end and earlier.when.start and later.when.end < earlier.when.start:
        return None
    governs = later.evidence.start <= earlier.trigger.start < later.evidence.end and earlier.trigger.start > later.trigger.start
    if not governs and not (later.when and earlier.when) and later.trigger.start < earlier.trigger.start:
        return None
    found = (carried(parse, rule, later, earlier, governs, language) for rule in rules if applies(rule, later, earlier))
    return next((f for f in found if f is not None), None)


def carried(
    parse: Parse, rule: Rule, later: Event, earlier: Event, governs: bool, language: str
) -> tuple[LinkKind, tuple[str, ...]] | None:
    """The link of a rule, with the words that carry it; None where there are none."""
    kind: LinkKind = rule.kind  # type: ignore[assignment]
    if kind == "refuses" and governs:
        return kind, (rule.name, f"{later.trigger.text!r} governs {earlier.trigger.text!r}")
    if kind == "refuses" and earlier.type in ASKING and (named := names_demand(parse, later, language)):
        return kind, (rule.name, f"{named!r} is the nearest before it")
    shared = shared_words(parse, later, earlier, language)
    if kind in ("refuses", "meets"):
        return (kind, (rule.name, f"both speak of {', '.join(sorted(shared))}")) if earlier.type in ASKING and shared else None
    cue = answers.cue(kind, parse.sentence(parse.word_at(later.trigger.start)).text, language)
    if kind == "retaliates":
        if cue:
            return kind, (rule.name, f"the sentence says {cue!r}")
        same = rule.same_mode and (later.mode == earlier.mode is not None or bool(shared))
        return (kind, (rule.name, f"both are {later.type} {later.mode or ''}".rstrip())) if same else None
    return (kind, (rule.name, f"the sentence says {cue!r}", f"both speak of {', '.join(sorted(shared))}")) if cue and shared else None


ASKING = frozenset(("REQUEST", "AGREE"))


def names_demand(parse: Parse, later: Event, language: str) -> str | None:
    """The words by which a refusal points back to what was asked: "rejected the demand", "refused to do so", or a bare "refused"."""
    clause = parse.clauses.get(parse.word_at(later.trigger.start))
    if clause is None:
        return None
    objects = clause.roles.get("object", ())
    if not objects and all(parse.lemmas[c] in answers.pro_verbs(language) for c in clause.complements):
        return " ".join([later.trigger.text, *(parse.words[c] for c in clause.complements)])
    wanted = answers.demands(language)
    return next((parse.words[h] for h in objects if parse.lemmas[h].lower() in wanted), None)


def applies(rule: Rule, later: Event, earlier: Event) -> bool:
    """Whether the types, modes, standing and parties of two acts are those of a rule."""
    return (
        act(rule.first, earlier)
        and answering(rule, later)
        and earlier.status in ("actual", "historical", "planned")
        and (not rule.same_type or later.type == earlier.type)
        and (not rule.same_mode or None in (later.mode, earlier.mode) or later.mode == earlier.mode)
        and dyad(rule.dyad, later, earlier)
    )


def answering(rule: Rule, later: Event) -> bool:
    """Whether an act is one that a rule takes for an answer, whatever to."""
    return later.status in rule.status and act(rule.then, later)


def act(wanted: Iterable[str], event: Event) -> bool:
    return event.type in wanted or f"{event.type}.{event.mode}" in wanted


def dyad(kind: str, later: Event, earlier: Event) -> bool:
    """Whether the parties of two acts stand to one another as a rule wants it."""
    doer, target, by, to = codes(later.actors), codes(later.recipients), codes(earlier.actors), codes(earlier.recipients)
    if kind == "same":
        return doer == by and bool(target & to)
    if kind == "against":
        return bool(target & by) and not doer & by
    if kind == "aside":
        return bool(doer & to) and not doer & by
    return bool(doer and by) and not doer & by and (bool(doer & to) or not to) and (bool(target & by) or not target) and bool(target or to)


def shared_words(parse: Parse, later: Event, earlier: Event, language: str) -> frozenset[str]:
    """The content words that two acts share, their own triggers and words that stand in any news apart."""
    triggers = folded(parse.lemmas[parse.word_at(e.trigger.start)].lower() for e in (later, earlier))
    shared = folded(parse.content(later.evidence)) & folded(parse.content(earlier.evidence))
    return shared - triggers - answers.empty(language)


def nearest(links: Sequence[Link], events: Sequence[Event]) -> list[Link]:
    """For each later act and kind the one link to the act that stands nearest to it in the text."""
    at = {e.id: e.trigger.start for e in events}
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        key = (link.source, link.kind)
        if key not in best or abs(at[link.target] - at[link.source]) < abs(at[best[key].target] - at[best[key].source]):
            best[key] = link
    return list(best.values())

"""Pronouns: whom "she", "it", "they" and "who" go back to.

Knows clauses, number, gender, recency and prominence; does not know names.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from communique.actors.groups import opposed, pair_mention
from communique.actors.mentions import note, part_of, together
from communique.actors.scene import SUBJECT, Mention, Party, Scene
from communique.actors.stretches import antecedent, inside
from communique.actors.things import idle, thing, things_before
from communique.grammar import Clause, Parse
from communique.grammar.features import CARDINAL, DETERMINING, PERSONAL, POSITIVE, RELATIVE
from communique.knowledge.roles import IN, TO
from communique.reasons import LAST, OWN_SUBJECT, SUBJECT_ABOVE

LABEL = 14  # words of a paragraph in which the name of who speaks ends with a colon
NEAR = 3  # sentences back in which the antecedent of a pronoun is sought
# what a sentence's distance costs an antecedent: a subject two back weighs as an oblique one back
FADING = 3.0
NEW_PARAGRAPH = 2.0  # what an "it" that opens a paragraph takes from who is no subject before it
PRESENTED = 2.0  # what being presented at the end of the sentence before adds for who speaks next
GENDERED = ("m", "f")  # genders of "he" and "she"
Found = tuple[tuple[Party, ...], str]  # parties with the reason
NOBODY: Found = ((), "")
ALONE = ("subject", "subject:passive", "object")  # where "some" is no part of those that follow
ARGUMENTS = (*ALONE, "oblique:object", "indirect")


def pronoun_mention(scene: Scene, i: int, spec: tuple[str, str, str]) -> None:
    """A pronoun: whom it goes back to, by number, gender, clause, recency and prominence;
    nobody when it is a thing or open."""
    count, gender, case = spec
    parse = scene.parse
    if case == "relative":
        head = antecedent(parse, i) if parse.has(i, RELATIVE) else None
        if head is not None and head in scene.of:
            scene.of[i], scene.spans[i] = scene.of[head], scene.spans.get(head, (head, head))
        some_of_them(scene, i, head)
    elif no_pronoun(scene, i, count, gender):
        return
    elif count == "2":
        if parse.relations[i] in ARGUMENTS and not any(parse.obliques(i)):
            pair_mention(scene, i, i, "")
    elif count == "o":
        one_mention(scene, i)
    else:
        personal_mention(scene, i, count, gender, case)


def some_of_them(scene: Scene, i: int, head: int | None) -> None:
    """ "Peru and Chile, both of which signed": the word before "of which" stands for all of the row, also in
    "held talks with Peru and Chile, both of which signed"."""
    whole = part_of(scene, i)
    if whole is None:
        return
    if (head is None or head not in scene.of) and whole - 2 in scene.of:
        head = whole - 2
    if head is None:
        return
    row = scene.parse.members(scene.parse.first_of_row(head))
    scene.of[whole] = tuple(dict.fromkeys(p for m in row for p in scene.of.get(m, ())))
    scene.spans[whole] = (whole, i)


def no_pronoun(scene: Scene, i: int, count: str, gender: str) -> bool:
    """Whether a word that may be a pronoun only goes with a noun: "some" in "some of the envoys",
    "that" before a clause."""
    parse, words = scene.parse, scene.words
    relation = parse.relations[i]
    part = count == "p" and parse.lower[i] in words.nouns.parts
    alone = relation in ALONE and not any(prep == words.phrases.of for prep, _ in parse.obliques(i))
    return (part and not alone) or (
        count in "op" and goes_with_noun(parse, i) and relation not in ARGUMENTS
    )


def personal_mention(scene: Scene, i: int, count: str, gender: str, case: str) -> None:
    """A personal pronoun: enter whom it goes back to; it tells the gender of a person who had none."""
    parties, why = antecedents(scene, i, count, gender, case)
    if not parties:
        return
    for party in parties:
        if party.kind == "person" and not party.gender and gender in "mf" and not scene.quoted[i]:
            party.gender = gender
    note(scene, i, parties, i, i, f'"{scene.parse.words[i]}": {why}')


def one_mention(scene: Scene, i: int) -> None:
    """ "one said": one of the group spoken of last."""
    clause, sentence = scene.parse.clause_of(i), scene.parse.sentence_of[i]
    if clause is None or i not in clause.subject or clause.lemma not in scene.words.saying:
        return
    recent = [m for m in scene.back(20, sentence - NEAR) if m.sentence < sentence]
    groups = [m for m in recent if m.parties[0].plural and m.parties[0].kind == "person"]
    if groups:
        party = min(groups, key=lambda m: (m.rank < SUBJECT, -m.head)).parties[0]
        one = Party(
            "person", party.name, party.country, party.sector, party.role, party.organization,
            noun=party.noun.removesuffix(scene.words.nouns.plural_ending),
            because=[*party.because, f'one of "{party.name}"'],
        )
        note(scene, i, (one,), i, i)


def antecedents(scene: Scene, i: int, count: str, gender: str, case: str) -> Found:
    """The parties that a personal pronoun goes back to, with the reason."""
    parse = scene.parse
    owner = case == "owner" or parse.relations[i] == "owner"
    clause = parse.clause_of(i)
    if clause is None:
        return best(scene, i, count, gender, frozenset())
    thinglike = count == "s" and gender == "n" and not owner and idle(scene, clause, i)
    if thinglike:
        return NOBODY
    chain = [clause, *parse.ancestors(clause)][:5]
    found: Found | None = None
    if gender in GENDERED and (ahead := to_come(scene, i, chain, gender, owner=owner)):
        return ahead
    conditional = clause.marker in scene.words.phrases.conditions
    if clause.link == "adverbial" and i in clause.subject and (conditional or blamed(scene, clause, chain)):
        found = nearest(scene, i, count, gender)
    if owner and (joint := owner_beside(scene, i, count, gender)):
        return joint, "the owner of what stands beside"
    if owner and (judged := judged_for(scene, i, chain, count, gender)):
        return judged, "who is blamed or thanked for it"
    if owner and answered(scene, clause, parse.heads[i]):
        return best(scene, i, count, gender, beside(scene, clause, i))
    teller = owner_above(scene, i, clause, count, gender) or stated_by(scene, i, chain, count, gender)
    if teller:
        return teller, "whose words they are"
    if found is None and (owner or case == "self"):
        found = own_subject(scene, i, chain, count, gender)
    elif found is None and len(chain) > 1 and understood(scene, clause, i):
        found = subject_above(scene, i, chain, count, gender)
    if found is not None:
        return found
    barred = frozenset() if owner or case == "self" else beside(scene, clause, i)
    return best(scene, i, count, gender, barred)


def to_come(scene: Scene, i: int, chain: Sequence[Clause], gender: str, *, owner: bool) -> Found | None:
    """The person whom a pronoun goes before: named as subject behind its clause, or behind its phrase."""
    if i in chain[0].subject and (ahead := named_behind(scene, i, chain, gender)):
        return (ahead,), "the subject behind, named there"
    if owner and (behind := fronted(scene, i, chain[0], gender)):
        return behind, "the subject behind its phrase"
    return None


def fronted(scene: Scene, i: int, clause: Clause, gender: str) -> tuple[Party, ...]:
    """The person named as subject behind a phrase that opens the sentence with "his": "in his talks with
    Peru, Kari Eksempel said"."""
    parse = scene.parse
    prep = parse.heads[parse.heads[i]]
    if parse.heads[prep] != clause.head or parse.pos[prep] != "ADP":
        return ()
    first = parse.sentences[parse.sentence_of[i]][0]
    if any(parse.pos[w] not in ("CCONJ", "PUNCT", "SPACE", "ADV") for w in range(first, prep)):
        return ()
    named = [scene.people[w][0] for w in clause.subject if i < w < clause.head and w in scene.people]
    return tuple(named) if len(named) == len(clause.subject) == 1 and named[0].gender in ("", gender) else ()


def named_behind(scene: Scene, i: int, chain: Sequence[Clause], gender: str) -> Party | None:
    """The person named as subject of the main clause that follows: "as he flew to Lima,
    Kari Eksempel said", "in Lima, where she met the king, Kari Eksempel said"."""
    opening = len(chain) > 1 and chain[0].link in ("adverbial", "relative") and chain[0].head < chain[1].head
    if not opening or scene.quoted[i]:
        return None
    found = [scene.people[w][0] for w in chain[1].subject if i < w and w in scene.people]
    return found[0] if len(found) == 1 and found[0].gender in ("", gender) else None


def blamed(scene: Scene, clause: Clause, chain: Sequence[Clause]) -> bool:
    """Whether a clause gives the reason for which its main clause blames somebody:
    "condemned Peru after it …"."""
    return (
        clause.marker in scene.words.it.reasons
        and len(chain) > 1
        and chain[1].lemma in scene.words.it.blaming
        and not chain[1].passive
    )


def owner_beside(scene: Scene, i: int, count: str, gender: str) -> tuple[Party, ...]:
    """The owner of the noun that a pronoun's noun is joined to: "Peru's claim and its demand",
    "the support of Peru for the reform and its rejection of delay"."""
    parse, nouns = scene.parse, scene.words.nouns
    noun = parse.heads[i]
    if parse.relations[noun] != "conjunct":
        return ()
    other = parse.kid(parse.heads[noun], "owner")
    if parse.lemma(noun) in nouns.of_stance:  # joined to a stance before, not to its matter
        held = i - 1
        while held > 0 and held not in parse.clauses and parse.lemma(held) not in nouns.of_stance:
            held -= 1
        of = (w for prep, w in parse.obliques(held) if prep == scene.words.phrases.of)
        other = parse.kid(held, "owner") or next(of, None) or other
    parties = scene.of.get(other, ()) if other is not None and other < i else ()
    return parties if parties and agrees(parties, count, gender) else ()


def owner_above(scene: Scene, i: int, clause: Clause, count: str, gender: str) -> tuple[Party, ...]:
    """Whose the noun is of which a relative clause tells: "Kari's letter, in which she offered talks"."""
    noun = clause.parent
    if noun is None or clause.link != "relative" or noun not in clause.at(IN) or i not in clause.subject:
        return ()
    owner = scene.parse.kid(noun, "owner")
    return suited(scene, [owner], count, gender) if owner is not None and owner < i else ()


def judged_for(
    scene: Scene, i: int, chain: Sequence[Clause], count: str, gender: str
) -> tuple[Party, ...]:
    """Whom a clause blames or thanks for what is theirs: "condemned the rebels for their raids",
    "thanked Peru for sending its doctors", "cut aid to Peru in response to its raids", "discussed sanctions
    against Peru over its raids"."""
    parse, words = scene.parse, scene.words.it
    for clause, link in ((chain[0], None), *((above, below.link) for below, above in pairwise(chain[:2]))):
        things = [h for h in clause.at("object") if h < i]
        measured = any(parse.lemma(h) in words.measures for h in things)
        if not (clause.lemma in words.blaming or measured) or clause.passive:
            continue
        beside = [(p, h) for word in (clause.head, *things) for p, h in parse.obliques(word)]
        heads = [h for p, h in beside if p in words.reasons or parse.lemma(h) in words.answers]
        theirs = link is not None and link.removeprefix("oblique:") in words.reasons
        if theirs or any(inside(parse, i, h) for h in heads):
            hit = [h for p, h in beside if h < i and p in words.targets]
            return suited(scene, things, count, gender) or suited(scene, hit, count, gender)
    return ()


def answered(scene: Scene, clause: Clause, noun: int) -> bool:
    """Whether a clause turns down or takes up what a noun says, which its subject did not:
    "rejected his offer"."""
    it, roles = scene.words.it, clause.roles
    done_to = noun in roles.get("object", ()) or noun in roles.get(TO, ())
    return done_to and clause.lemma in it.answering and scene.parse.lemma(noun) in it.answered


def stated_by(
    scene: Scene, i: int, chain: Sequence[Clause], count: str, gender: str
) -> tuple[Party, ...]:
    """Who said what a noun holds: "the statement of Peru that it cannot pay"; of a charge that is rejected
    nobody can tell ("rejects Peru's claim that it fired")."""
    parse, words = scene.parse, scene.words.it
    told = next((c for c in chain[:2] if c.link == "modifying" and c.form == "finite"), None)
    noun = told.parent if told is not None else None
    if told is None or noun is None or parse.lemma(noun) not in words.stated:
        return ()
    first = parse.kid(told.head, "marker")
    if first is None or not noun < first < i:
        return ()
    if i not in told.subject:
        return ()
    above = parse.governor(noun)
    if above is not None and above.lemma in words.rejecting:
        return ()
    made = [c for k in parse.kids[noun] if (c := parse.clauses.get(k)) is not None and c.form == "participle"]
    theirs = [k for k in parse.kids[noun] if parse.relations[k] == "owner"]
    theirs += [w for prep, w in parse.obliques(noun) if prep in words.tellers]
    theirs += [w for c in made for w in c.at("subject")]
    return next((found for w in theirs if (found := suited(scene, [w], count, gender))), ())


def understood(scene: Scene, clause: Clause, i: int) -> bool:
    """Whether a pronoun is the subject of a clause below another: "Kari said that she agreed";
    an "if" looks elsewhere."""
    if i not in clause.subject and scene.parse.relations[i] not in ("subject", "subject:passive"):
        return False
    return (
        clause.link in ("complement", "conjunct", "adverbial")
        and clause.marker not in scene.words.phrases.conditions
    )


def nearest(scene: Scene, i: int, count: str, gender: str) -> Found | None:
    """The fitting party spoken of last in the sentence: of "if she agrees"."""
    near = (m.parties for m in scene.back(12, scene.parse.sentence_of[i]) if agrees(m.parties, count, gender))
    found = next(near, None)
    return None if found is None else (found, "the nearest in the sentence")


def own_subject(scene: Scene, i: int, chain: Sequence[Clause], count: str, gender: str) -> Found | None:
    """The subject of the clause of "his" or "itself", or of one above;
    nobody when "its" goes back to a thing."""
    for n, link in enumerate(chain):
        outer = link.link == "relative"
        subjects = [w for w in link.subject if w < i and (outer or not inside(scene.parse, i, w))]
        if not subjects:
            continue
        parties = suited(scene, subjects, count, gender)
        if parties:
            return parties, OWN_SUBJECT if n == 0 else SUBJECT_ABOVE
        if n == 0 and gender == "n" and thing(scene, subjects):
            return NOBODY
    return None


def subject_above(scene: Scene, i: int, chain: Sequence[Clause], count: str, gender: str) -> Found | None:
    """The subject of the clause above that of "she" in "Kari said that she agreed";
    for "it" also one further up."""
    above = [w for w in chain[1].subject if w < i]
    parties = suited(scene, above, count, gender)
    if parties:
        return close_to(scene, above[0], parties, count, gender), SUBJECT_ABOVE
    if above and gender == "n" and chain[0].link == "complement" and not thing(scene, above):
        for link in chain[2:]:
            parties = suited(scene, [w for w in link.subject if w < i], count, gender)
            if parties:
                return parties, SUBJECT_ABOVE
    return None


def beside(scene: Scene, clause: Clause, i: int) -> frozenset[int]:
    """The parties in other roles of a pronoun's clause, before it: "Peru accused it" is not of Peru."""
    roles = (clause.subject, *clause.roles.values())
    return frozenset(
        id(p) for heads in roles if i not in heads for w in heads if w < i for p in scene.of.get(w, ())
    )


def goes_with_noun(parse: Parse, i: int) -> bool:
    """Whether a word is of a kind that stands before a noun: a determiner, number, adjective, adverb."""
    given = parse.features[i]
    return CARDINAL in given or POSITIVE in given or not DETERMINING.isdisjoint(given)


def close_to(
    scene: Scene, word: int, parties: tuple[Party, ...], count: str, gender: str
) -> tuple[Party, ...]:
    """Whom an unnamed source speaks about: "a source close to him said that he objected"."""
    if len(parties) == 1 and parties[0].kind == "person" and parties[0] not in scene.persons:
        low, high = scene.parse.subtree(word)
        for k in range(low, high + 1):
            if scene.parse.has(k, PERSONAL) and (found := scene.of.get(k)) and agrees(found, count, gender):
                return found
    return parties


def suited(scene: Scene, heads: Sequence[int], count: str, gender: str) -> tuple[Party, ...]:
    """The parties of some words, all together, if the pronoun may stand for them;
    "they" may for a body named as many ("the Guards")."""
    parties: list[Party] = []
    for head in heads:
        for member in scene.parse.members(head):
            parties += [p for p in scene.of.get(member, ()) if p not in parties]
    many = (
        count == "p"
        and len(parties) == 1
        and parties[0].kind == "body"
        and all(scene.parse.is_plural(h) for h in heads)
    )
    return tuple(parties) if parties and (many or agrees(parties, count, gender)) else ()


def agrees(parties: Sequence[Party], count: str, gender: str) -> bool:
    """Whether number and gender fit: "it" for one state or body, "she" for one person,
    "they" for several or for many."""
    if count == "p":
        return len(parties) > 1 or parties[0].plural
    if len(parties) != 1:
        return False
    party = parties[0]
    if gender == "n":
        return party.kind in ("state", "body", "group") and not (party.plural and party.kind == "group")
    return party.kind == "person" and not party.plural and party.gender in ("", gender)


def best(scene: Scene, i: int, count: str, gender: str, barred: frozenset[int]) -> Found:
    """The fitting mention that is nearest and most prominent in the sentences before."""
    parse = scene.parse
    sentence, clause = parse.sentence_of[i], parse.clause_of(i)
    subject = clause is not None and i in clause.subject
    says = subject and clause is not None and clause.lemma in scene.words.saying
    # who speaks is not named in the words quoted
    teller = says and gender in GENDERED and not scene.quoted[i]
    if count == "s" and gender == "n" and subject and not says and things_before(scene, i):
        return NOBODY
    thinglike = (
        parse.relations[i] == "object"
        and clause is not None
        and clause.verb not in scene.words.it.objects
    )
    opening = gender == "n" and parse.paragraphs[parse.paragraph_of(i)][0] == i
    found: tuple[Party, ...] = ()
    top = -99.0
    if count == "p" and subject and (pair := opposed(scene, sentence)):
        found, top = pair, SUBJECT - FADING
    for back, mention in enumerate(scene.back(40)):
        if (teller and mention.quoted) or is_label(scene, mention):
            continue
        away = apart(scene, mention.sentence, sentence) if teller else sentence - mention.sentence
        if away > NEAR:
            break
        parties = together(scene, mention) if count == "p" else mention.parties
        if not agrees(parties, count, gender) or any(id(p) in barred for p in parties):
            continue
        if says and named_in_words(scene, mention, i):
            continue
        if count == "p" and too_far(mention, sentence, thinglike=thinglike):
            continue
        if gender == "n" and scene.quoted[i] and not mention.quoted:
            continue
        score = weight(scene, mention, i, back, away, subject=subject, says=says)
        score -= NEW_PARAGRAPH if opening and mention.rank < SUBJECT else 0.0
        if teller and away == 1 and introduced(scene, mention):
            score += PRESENTED
        if score > top:
            found, top = parties, score
    return found, LAST


def named_in_words(scene: Scene, mention: Mention, i: int) -> bool:
    """Whether a name stands in the words before "he said", and so is not he:
    "Premier Lie must go, he said"."""
    parse, head = scene.parse, mention.head
    if mention.sentence != parse.sentence_of[i] or mention.rank < SUBJECT or head not in scene.people:
        return False
    told = parse.clause_of(i)
    return told is not None and any(c < i and parse.hangs_under(head, c) for c in told.complements)


def is_label(scene: Scene, mention: Mention) -> bool:
    """Whether a name only says whose turn it is: "Mr. Berg (Norway): …"."""
    parse = scene.parse
    first, end = parse.paragraphs[parse.paragraph_of(mention.head)]
    after = mention.head + 1
    if after < end and parse.words[after] == "(":
        after = 1 + next((k for k in range(after, end) if parse.words[k] == ")"), end)
    return after < min(end, first + LABEL) and parse.words[after] == ":"


def too_far(mention: Mention, sentence: int, *, thinglike: bool) -> bool:
    """Whether "they" cannot reach a mention: two sentences back and no subject,
    or one back for what is rather things."""
    return (mention.sentence < sentence - 1 and mention.rank < SUBJECT) or (
        mention.sentence < sentence and thinglike
    )


def apart(scene: Scene, one: int, other: int) -> int:
    """The number of sentences from one to a later one, those that are all quoted left out:
    they do not move the eye off who speaks."""
    quoted = scene.quoted
    passed = (scene.parse.sentences[n] for n in range(one + 1, other))
    return other - one - sum(quoted[first] and quoted[max(end - 2, first)] for first, end in passed)


def introduced(scene: Scene, mention: Mention) -> bool:
    """Whether a person is named for the first time, with what he is, in the last words of a sentence:
    the next words are often his."""
    party = mention.parties[0]
    first = next((m for m in scene.history if party in m.parties), mention)
    end = scene.parse.sentences[mention.sentence][1]
    named = party.kind == "person" and party.described and mention.head in scene.people
    return named and first.sentence == mention.sentence and mention.head >= end - 3


def weight(
    scene: Scene, mention: Mention, i: int, back: int, away: int, *, subject: bool, says: bool
) -> float:
    """How well a mention suits a pronoun, by prominence, distance in sentences, quotation marks,
    and whether both speak."""
    sentence = scene.parse.sentence_of[i]
    score = mention.rank - FADING * away - 0.1 * back + (1.0 if says and mention.said else 0.0)
    if mention.quoted != scene.quoted[i]:
        score -= 2.0
    return score + 1.0 if mention.sentence == sentence and not subject else score

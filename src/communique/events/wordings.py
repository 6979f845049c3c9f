"""Words that are told without who says them: "the draft condemns the raid", "a call for him to step down",
"opposition in Berlin to the visit".

Knows which words stand though nobody is named as saying them, and where they are said; does not know to whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.events.scene import SPOKEN, Match
from communique.knowledge.roles import ABOUT, AGAINST, AT, FOR, OVER, TO
from communique.records import Actor, codes

if TYPE_CHECKING:
    from communique.events.scene import Scene


def worded(scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]) -> bool:
    """Whether words stand though no state is named as saying them: those of a paper, and
    a call for somebody to do something."""
    if match.type not in SPOKEN:
        return False
    if match.clause.kind == "noun":  # "the call for him to go"
        called = match.type == "REQUEST" and FOR in match.clause.roles
        called = called and scene.has_lemma("calls", match.clause.head)
        return called and not actors and bool(codes(recipients))
    if match.clause.passive or match.clause.form != "finite":
        return False
    subject = match.clause.at("subject")
    return any(of_writing(scene, h) for h in subject)


def only_said_of(
    scene: Scene, match: Match, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> bool:
    """Whether an act of states at large is done to nobody, or only what others say, fear or wait for of them:
    "because the international community does not recognise it"."""
    heads = [scene.parse.word_at(a.span.end - 1) for a in actors if a.span is not None and not a.code]
    at_large = bool(heads) and all(scene.has_word("at_large", h) for h in heads)
    return at_large and len(heads) == len(actors) and (match.clause.link not in TOLD or not codes(recipients))


TOLD = frozenset(("root", "relative", "conjunct", "parataxis"))


def of_writing(scene: Scene, noun: int) -> bool:
    """Whether a noun is a paper, whose words are its authors', or an "it" that goes on from one."""
    parse = scene.parse
    if parse.pos[noun] == "PRON" and parse.lower[noun] in scene.words["impersonal"]:
        here = parse.sentence_of[noun]
        first, end = parse.sentences[here - 1] if here else (0, 0)
        roots = (parse.clauses[k] for k in range(first, end) if parse.heads[k] == k and k in parse.clauses)
        return any(is_paper(scene, h) for c in roots for h in c.subject)
    return is_paper(scene, noun)


def is_paper(scene: Scene, noun: int) -> bool:
    """Whether a noun names what is put before a body to be passed."""
    return scene.parse.pos[noun] == "NOUN" and scene.has_lemma("drafts", noun)


def doubted(scene: Scene, match: Match, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Whom a clause behind a noun of blame or doubt is about: "voiced doubt that Chad is committed to it"."""
    clause = match.clause
    if match.type != "ACCUSE" or clause.kind != "verb":
        return ()
    told = scene.parse.hung(*clause.at("object"))
    said = (c for c in told if c.link == "modifying" and c.form == "finite")
    found = next((scene.agents(c) for c in said), ())
    return found if codes(found) and codes(found) != codes(actors) else ()


def is_party(scene: Scene, match: Match) -> bool:
    """Whether a noun of resistance only names those who resist: "the opposition, Chad and Togo have left"."""
    clause = match.clause
    if match.type != "REJECT" or clause.kind != "noun" or clause.link != "subject":
        return False
    return bool(scene.cast.of(clause.head)) and not any(role in clause.roles for role in AIMED)


AIMED = (TO, OVER, AT, AGAINST, ABOUT, FOR)

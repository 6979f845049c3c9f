"""Tags inside a sentence to the words said around them: “The ports, he said, would stay closed.”

Knows commas and clauses; does not know quotation tags.
"""

from __future__ import annotations

from communique.grammar import Clause, Parse
from communique.grammar.features import GERUND, POSSESSIVE, RELATIVE
from communique.statements.cues import cue_of, polarity, speech
from communique.statements.scene import Found, Scene, enter, finite_between, trim
from communique.statements.speakers import inverted_subject, own_subject, speaker_of


def content_around(scene: Scene, clause: Clause) -> list[tuple[int, int]]:
    """The content of a parenthetical tag: the sentence without it; empty where the clause is no such tag."""
    parse, v = scene.parse, clause.head
    bounds = tag_bounds(scene, clause)
    if bounds is None or clause.form in ("gerund", "infinitive"):
        return []
    start, end = bounds
    low, high = scene.unit(v)
    if any(v < c <= end for c in clause.complements) or has_that(scene, v, end):
        return []
    comma = parse.words[end + 1 : end + 2] == [","]
    rest = trim(parse, end + 1, high)
    if not told_before(parse, v, low, start) and (
        not comma or not finite_between(parse, end + 2, high) or aside(scene, rest, False)
    ):
        return []
    if comma and any(w in scene.words["words"]["that"] for w in parse.lower[end + 2 : end + 3]):
        return handed_on(scene, clause, start, end, high)
    left = trim(parse, low, start - 1)
    content = [left] if left[0] <= left[1] else []
    if (
        rest[0] <= rest[1]
        and parse.words[end + 1] != ";"
        and not aside(scene, rest, any(c > end for c in clause.complements))
    ):
        content.append(rest)
    return content


def tag_bounds(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """First and last word of a tag in the middle or at the end of a sentence,
    None where the clause is no tag."""
    parse, v = scene.parse, clause.head
    low, high = scene.unit(v)
    subject = own_subject(parse, v)
    if subject is None:
        subject = inverted_subject(scene, v)
    if subject is None or (parse.has(subject, RELATIVE) and not parse.has(subject, POSSESSIVE)):
        # "…, who advises the president, …" says more about somebody
        return None
    start = opening(parse, v, parse.subtree(subject)[0] if subject < v else v)
    if start <= low or not set_off(parse, start, low):
        return None
    end = v
    depth_end = max(parse.subtree(subject)[1] if subject > v else v, v)
    while end < high and scene.quote_of[end + 1] < 0:
        if parse.words[end + 1] in (",", "—", "–", ".", ";", "--") and end + 1 > depth_end:
            break
        end += 1
    return start, end


def opening(parse: Parse, v: int, start: int) -> int:
    """The first word of a tag, with the verb's auxiliaries and adverbs near its subject."""
    start = min(start, v)
    near = ("auxiliary", "adverb", "marker", "negation")
    return min([
        start, *(k for k in parse.kids[v] if k < v and start - k <= 2 and parse.relations[k] in near),
    ])


def set_off(parse: Parse, start: int, low: int) -> bool:
    """Whether a comma, a dash or the end of a question stands before a tag."""
    before = start - 1
    while before > low and not any(c.isalnum() or c in ",—–?!;" for c in parse.words[before]):
        before -= 1
    return parse.words[before] in (",", "—", "–", "?", "!", "--")


def told_before(parse: Parse, v: int, low: int, start: int) -> bool:
    """Whether a clause stands left of a tag that says something rather than sets the tag's time or
    condition."""
    return any(
        k in parse.clauses and parse.clauses[k].form in ("finite", "participle") and not under(parse, k, v)
        for k in range(low, start)
    )


def has_that(scene: Scene, v: int, end: int) -> bool:
    """Whether a "that" opens a clause after a verb of saying, up to the end of its tag."""
    parse, that = scene.parse, scene.words["words"]["that"]
    return any(parse.lower[k] in that and parse.pos[k] in ("ADP", "SCONJ") for k in range(v + 1, end + 1))


def under(parse: Parse, k: int, v: int) -> bool:
    """Whether a clause left of a tag only sets its time or condition: "When the talks ended, he said …"."""
    clause = parse.clauses[k]
    return clause.link == "adverbial" and clause.parent == v and clause.marker is not None


def aside(scene: Scene, rest: tuple[int, int], complement: bool) -> bool:
    """Whether what follows a tag's comma belongs to the tag ("…, he said, adding that …", "…, said X,
    a lawyer") and not to the content."""
    parse = scene.parse
    a, b = rest
    if scene.quote_of[a] >= 0 or complement:
        return False
    if parse.has(a, GERUND) or parse.lower[a] in scene.words["words"]["aside_openings"]:
        return True
    if parse.lower[a] in scene.words["words"]["joining"]:
        k = next(
            (k for k in range(a, b + 1) if k in parse.clauses and parse.clauses[k].form == "finite"), None
        )
        return k is None or speech(scene, k, tag=False)
    return not finite_between(parse, a, b)


def handed_on(scene: Scene, clause: Clause, start: int, end: int, high: int) -> list[tuple[int, int]]:
    """The content of “X told him, the ministry said, that …”: it is X's, the ministry passes it on."""
    parse = scene.parse
    low = scene.unit(clause.head)[0]
    inner = next(
        (k for k in range(start - 1, low - 1, -1) if k in parse.clauses and speech(scene, k, tag=False)), None
    )
    if inner is None:
        return [trim(parse, low, start - 1), trim(parse, end + 1, high)]
    teller = speaker_of(scene, clause.head)
    said = Found(
        [trim(parse, end + 2, high)], "indirect", cue_of(scene, inner), inner, speaker_of(scene, inner)
    )
    said.attribution = [teller] if teller is not None else []
    said.polarity = polarity(scene, parse.clauses[inner])
    enter(scene, said)
    scene.used.add(clause.head)
    return []

"""What a line of a page is, if it is no part of the article: a trail of sections, a by-line, a caption,
a pointer elsewhere, a notice.

Knows the wordings and signs of page furniture; does not know where in an article the line stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.knowledge import load_toml

LONG = 600  # characters from which a line is prose whatever it holds, and no pattern is tried on it
EDGES = " \t.,:;|-–—*#>•·[]()»›…!+\u00a0"   # signs at the ends of a label
TERMINAL = re.compile(r"""[.!?…。！？؟۔।][\"'”’»›)\]*\s]*$""")
# the beginning of a run without blanks that holds a letter or a digit
WORD = re.compile(r"(?<!\S)[^\w\s]*+\w")
SPLIT = re.compile(r"\s+[|·•∙●]\s+|\s*[|]\s*|\s{3,}|\t+|\s+[–—]\s+")
TRAIL = re.compile(r"(?:(?<!\s)\s++)?(?:[>›»→]|&gt;|/|\||::)\s*+")
BETWEEN_TOOLS = re.compile(r"[\s/|,&]+")
CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻĞİŞ]")
LEADING_SIGN = re.compile(r"^(?:>>|»|›|▶|►|▲|▼|△|▽|◄|◀|➤|➡|→|↓|↑|⬇|👉|📷|📸|🔴|🔗|🎥|📹|✉|☎)")
BULLET = re.compile(r"^(?:[•·▪■●◦‣*]|[-–—]\s|\(?\d{1,2}[.)]\s)")
BRACKETED = re.compile(r"^\[(.*)\]$|^\((.*)\)$|^<(.*)>$", re.DOTALL)
SHOUT = re.compile(r"^([A-Z][A-Z'’&\-]+(?: [A-Z'’&\-]+){0,3})\s*[:|–—]\s+\S")
PAGE = re.compile(r"\bpages?\s+[A-Z]?\d+(?:\s*(?:-|–|and|,)\s*[A-Z]?\d+)*\.?$", re.IGNORECASE)
PLACE = r"[A-ZÀ-Þ][\w.'’À-ÿ]*+"
DATELINE = re.compile(
    rf"^{PLACE}(?:[\s/,-][\s/,.-]*+{PLACE}){{0,5}}[\s/,.-]{{0,8}}"
    r"(?:[A-Za-z.]{3,9}\.?\s{1,4}\d{1,2}(?:,?\s{1,4}\d{4})?\s{0,4})?(?:\([^)]{2,40}\)\s{0,4})?(?:--?|–|—"
    r"|:)\s*+(?=\S)"
)
PEOPLE_CUT = re.compile(r"(?:(?<!\s)\s++)?(?:,|;|&|\||/|\band\b|\bwith\b)\s*+|(?<!\s)\s++[–—-]\s++")
ELSEWHERE = re.compile(r"(?<!\s)\s++(?:in|at|for|reporting from)\s.*+", re.DOTALL)
NUMBERED = re.compile(r"^\d++\s++|(?<!\s)\s++\d++$")
SPOKEN = re.compile(r"^[\"“„«'‘]")


# the sets of words of the table that stand there under their own names
SETS = ("sections", "tools", "tool_heads", "labels", "list_labels", "end_labels", "roles", "not_names")


@dataclass(frozen=True)
class Words:
    """The tables of knowledge/en/furniture.toml and the agencies of knowledge/outlets.toml as sets and
    patterns."""

    sections: frozenset[str]
    tools: frozenset[str]
    tool_heads: frozenset[str]
    labels: frozenset[str]
    list_labels: frozenset[str]
    end_labels: frozenset[str]
    pointer: re.Pattern[str]
    opener: re.Pattern[str]
    call: re.Pattern[str]
    lure: re.Pattern[str]
    notice: re.Pattern[str]
    notice_part: re.Pattern[str]
    credit: re.Pattern[str]
    media: re.Pattern[str]
    caption_verb: re.Pattern[str]
    caption_cue: re.Pattern[str]
    by: re.Pattern[str]
    roles: frozenset[str]
    role_start: re.Pattern[str]
    biography: re.Pattern[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    agencies: dict[str, str]
    agency_dateline: re.Pattern[str]
    outlet_words: frozenset[str]
    owner_suffixes: frozenset[str]


def one_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first, apostrophes straight or curly."""
    return (
        "(?:"
        + "|".join(re.escape(p).replace("'", "['’]") for p in sorted(phrases, key=len, reverse=True))
        + ")"
    )


def begins(phrases: Iterable[str], after: str = r"(?!\w)") -> re.Pattern[str]:
    """The pattern of a line that begins with one of the phrases."""
    return anywhere("^" + one_of(phrases) + after)


def anywhere(expression: str) -> re.Pattern[str]:
    """The pattern of an expression, whatever the case."""
    return re.compile(expression, re.IGNORECASE)


@cache
def words() -> Words:
    """The words of page furniture, loaded and compiled once."""
    t, o = load_toml("en/furniture.toml"), load_toml("outlets.toml")
    agencies = {alias.lower(): name for name, aliases in o["agencies"].items() for alias in (name, *aliases)}
    named = one_of(a for name, aliases in o["agencies"].items() for a in (name, *aliases))
    credit = (
        rf"(?:(?<!\w){one_of(t['credits'])}\s*(?::|/|\bby\b|©)\s*\S.{{0,80}}"
        rf"|(?:^|[\s(|/.–—,-]){one_of(t['credit_tails'])}\s*[)\]]?\.?|[©📷]\s?[^©]{{2,60}}"
        rf"|\((?:[^()]{{0,60}}[ /,])?{one_of([*t['credits'], *t['credit_tails']])}"
        rf"(?:[/ ,:][^()]{{0,60}})?\)\.?"
        rf"|\b(?-i:REUTERS|AFP|EPA|AP)/[A-Z][^.]{{2,60}}\.?)$"
    )
    agency = rf"^[^()]{{2,60}}\(({named})\)\s*(?:[-–—:.]|$)|^({named})\s*[-–—|]\s|[(–—-]\s*({named})\s*\)?$"
    sets: dict[str, Any] = {name: frozenset(t[name]) for name in SETS}
    return Words(
        **sets, pointer=begins(t["pointers"], r"\s*(?:[:|]|[–—-]\s|>)\s*"), opener=begins(t["openers"]),
        call=begins(t["calls"]), lure=anywhere(r"(?<!\w)" + one_of(t["lures"]) + r"(?!\w)"),
        notice=begins(t["notices"], ""), notice_part=anywhere(one_of(t["notice_parts"])),
        credit=anywhere(credit), media=begins(t["media"], r"(?=$|\W)"),
        caption_verb=anywhere(r"^(?:\S+\s+){1,9}?" + one_of(t["caption_verbs"]) + r"(?!\w)"),
        caption_cue=anywhere(r"(?<!\w)" + one_of(t["caption_cues"])), by=begins(t["by"], r"[\s:]+"),
        role_start=begins(t["role_starts"]), biography=anywhere(one_of(t["biography"]) + r"\b"),
        particles=frozenset(t["name_particles"]), agencies=agencies, agency_dateline=re.compile(agency),
        outlet_words=frozenset(o["names"]["words"]), owner_suffixes=frozenset(o["names"]["suffixes"]),
    )  # fmt: skip


def plain(line: str) -> str:
    """The line in lower case without signs at its ends, for comparing with the tables."""
    return line.strip(EDGES).replace("’", "'").lower()


def count(line: str) -> int:
    """How many words a line has; writing without spaces counts one for every two characters."""
    n = len(WORD.findall(line))
    return n if n > 3 or line.isascii() or len(line) < 20 else max(n, len(line) // 2)


def is_terminal(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(TERMINAL.search(line[-12:]))


def is_trail(line: str) -> bool:
    """Whether a line is a trail of sections: "Home / World / Asia", "Africa > Horn of Africa", "Opinion"."""
    if len(line) > 300:
        return False
    pieces = [p for p in TRAIL.split(line.strip().strip("/>|›»")) if p]
    known = [plain(p) in words().sections for p in pieces]
    if len(pieces) < 2:
        return bool(known) and known[0]
    short = [
        count(p) <= 4 and bool(CAPITAL.match(p.strip())) and not any(c.isdigit() for c in p) for p in pieces
    ]
    return (known[0] and all(short[:-1])) or (
        all(short)
        and (any(known) or not is_terminal(line))
        and count(line) <= 12
        and bool(re.search(r"\s[>›»/|→]|[>›»|→]\s|::", line))
    )


def is_tools(line: str) -> bool:
    """Whether a line holds only buttons of the page ("Share Tweet Email Print", "Print this page | A A A",
    "3 min read")."""
    if len(line) > 150:
        return False
    heads = False
    for part in filter(None, map(plain, BETWEEN_TOOLS.split(line))):
        if part not in words().tools and not part.isdigit():
            return False
        heads = heads or part in words().tool_heads
    return heads


def is_label(line: str) -> bool:
    """Whether a line is a label of the page ("Advertisement", "12 comments")."""
    return len(line) < 60 and NUMBERED.sub("", plain(line)) in words().labels


def is_list_label(line: str) -> bool:
    """Whether a line heads a list of links ("Most read", "Related stories")."""
    return len(line) < 40 and plain(line) in words().list_labels


def is_end_label(line: str) -> bool:
    """Whether a line heads what stands below an article to the end ("About the author", "Comments")."""
    return len(line) < 40 and NUMBERED.sub("", plain(line)) in words().end_labels


def is_pointer(line: str) -> bool:
    """Whether a line points to another piece ("READ MORE: …", ">> Map: …", "Results: page 12")."""
    w, ended = words(), is_terminal(line) and not line.rstrip().endswith(("?", "!", "…"))
    if SPOKEN.match(line):
        return False
    if LEADING_SIGN.match(line):
        return not ended or bool(w.pointer.match(line.lstrip(">»›▶►➤➡→👉 ")))
    short = count(line) <= 25
    if short and (match := w.pointer.match(line)) and match.end() < len(line):
        return not ended or (line[: match.end()].isupper() and count(line) <= 20)
    if short and not ended and (w.opener.match(line) or SHOUT.match(line) or PAGE.search(line)):
        return True
    return short and bool(PAGE.search(line)) and count(line) <= 10


def is_call(line: str) -> bool:
    """Whether a line asks the reader to sign up, follow, pay or write in."""
    if count(line) > 45 or SPOKEN.match(line):
        return False
    w = words()
    letter = not is_terminal(line) and count(line) <= 12 and "newsletter" in line.lower()
    return bool(w.lure.search(line) and (letter or w.call.match(line)))


def is_notice(line: str) -> bool:
    """Whether a line is a note of the desk or of rights ("© 2021 …", "(Reporting by …)")."""
    bare = line.strip(" *_–—-([•\u00a0")
    return bool(words().notice.match(bare)) or (count(line) <= 40 and bool(words().notice_part.search(line)))


def is_caption(line: str) -> bool:
    """Whether a line is a caption by its own marks: a credit at its end, a bracket around it,
    a sign before it."""
    w = words()
    match = BRACKETED.match(line)
    if match and w.media.match((match[1] or match[2] or match[3] or "").strip()):
        return True
    if re.match(r"^\[[^\]]{2,20}\]", line) and w.media.match(line[1:]):
        return True
    if count(line) > 70 or BULLET.match(line):
        return False
    if line.startswith(("▲", "▼", "📷", "📸", "△")):
        return True
    sentence = is_terminal(line) and count(line) > 25 and not line.rstrip().endswith(")")
    return not sentence and bool(w.credit.search(line))


def is_seen(line: str) -> bool:
    """Whether a line reads like a caption: who is seen doing what,
    in the present tense and one short sentence."""
    told = SPOKEN.match(line) or DATELINE.match(line) or re.search(r"\b(?:said|told|says|saying)\b", line)
    if told or count(line) > 35:
        return False
    return bool(words().caption_cue.search(line) or words().caption_verb.match(line))


def names_in(line: str) -> tuple[str, ...] | None:
    """The persons that a by-line names; () if it names none ("Staff writers in Nairobi"),
    None if the line is no by-line."""
    w = words()
    line = line.strip(" *_|-–—•\u00a0")
    if (
        count(line) > 18
        or (is_terminal(line) and not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", line))
        or any(c.isdigit() for c in line)
    ):
        return None
    match = w.by.match(line)
    body = re.sub(
        r"^(?:and|by)\s+", "", line[match.end() :].strip(" |-–—") if match else line, flags=re.IGNORECASE
    )
    people: list[str] = []
    roles = match is not None and match[0].strip().lower().startswith("from our")
    for part in PEOPLE_CUT.split(ELSEWHERE.sub("", body)):
        if not part:
            continue
        name = strip_role(part)
        roles = roles or name != part or is_role(part)
        if name and is_name(name):
            people.append(name)
        elif not is_role(part) and not (match and part.lower() in w.agencies) and not (match and people):
            if match and match[0].lower().startswith("by") and count(body) <= 6 and CAPITAL.match(body):
                return ()
            return None
    if match or roles:
        return tuple(people)
    return None


def strip_role(part: str) -> str:
    """A name without the job that follows it ("Jane Doe Diplomatic editor" gives "Jane Doe")."""
    w = words()
    tokens = part.split()
    for i in range(2, len(tokens) if tokens and tokens[-1].lower().strip(".") in w.roles else 0):
        if w.role_start.match(" ".join(tokens[i:])) or tokens[i].lower() in w.roles:
            return " ".join(tokens[:i])
    return "" if is_role(part) else part


def is_role(part: str) -> bool:
    """Whether words name a job and no person ("Diplomatic editor", "our correspondent", "Staff writers")."""
    tokens, w = [t.lower().strip(".,'’") for t in part.split()], words()
    named = any(t in w.roles for t in tokens)
    return named and (len(tokens) == 1 or bool(w.role_start.match(part)) or tokens[-1] in w.roles)


def is_name(text: str) -> bool:
    """Whether the words look like the name of one person: two to four capitalised words,
    none of which names a thing."""
    w = words()
    tokens = text.replace("’", "'").split()
    if not 2 <= len(tokens) <= 5 or any(c.isdigit() or c in ':;!?()"“”|/' for c in text):
        return False
    real = [t for t in tokens if t.lower() not in w.particles]
    if len(real) < 1 or not all(
        CAPITAL.match(t) or (not t.isascii() and t[:1].isalpha() and not t[:1].islower()) for t in real
    ):
        return False
    low = {t.lower().strip(".") for t in tokens}
    things = w.not_names | w.roles | w.sections
    return low.isdisjoint(things) and text.lower() not in w.sections and text.lower() not in w.agencies


def agency_of(line: str) -> str | None:
    """The news agency that a whole line names ("Bloomberg", "By Reuters", "Source: AFP", "AP News");
    None if it names none."""
    if len(line) > 80:
        return None
    bare = re.sub(
        r"^(?:by|source|via|from)\b[\s:]+|^\(|\)$", "", line.strip(" *_-–—•|[]\u00a0"), flags=re.IGNORECASE
    ).strip(" ()[]|:-–—.")
    return words().agencies.get(bare.lower())


def agency_in(line: str) -> str | None:
    """The news agency in a dateline ("GENEVA (Reuters) - …") or signature ("– AFP");
    None if there is none."""
    match = words().agency_dateline.search(line if len(line) < 200 else line[:120])
    return words().agencies[next(g for g in match.groups() if g).lower()] if match else None


def owner_of(line: str) -> str | None:
    """The outlet that a copyright line names ("© 2021 The Harbour Post");
    None if the name is not that of an outlet."""
    match = re.match(
        r"^(?:(?:copyright|©|\(c\))[\s,]*)+(?:\d{4}(?:\s*[-–]\s*\d{4})?[\s,]*)?(?:by\s+)?([^.|,;©\d]{3,60})",
        line.strip(), re.IGNORECASE,
    )
    if not match:
        return None
    tokens, ends = match[1].split(), ("all", "rights", "reserved")
    while tokens and (tokens[-1] in words().owner_suffixes or tokens[-1].lower() in ends):
        tokens.pop()
    known = any(t in words().outlet_words for t in tokens)
    return " ".join(tokens) if known and 2 <= len(tokens) <= 6 and CAPITAL.match(tokens[0]) else None


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture wherever it stands."""
    kinds = (is_label, is_tools, is_caption, is_notice, is_call, is_pointer)
    return len(line) <= LONG and any(kind(line) for kind in kinds)

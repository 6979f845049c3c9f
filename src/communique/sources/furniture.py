"""What a line of a page is, if it is no part of the article: a trail of sections, a by-line, a caption,
a pointer elsewhere, a notice.

Knows the wordings and signs of page furniture; does not know where in an article the line stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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


# what stands around the words of a list of knowledge/en/furniture.toml in a line that they mark
SHAPES = {
    "pointers": r"^{}\s*(?:[:|]|[–—-]\s|>)\s*", "openers": r"^{}(?!\w)", "calls": r"^{}(?!\w)",
    "lures": r"(?<!\w){}(?!\w)", "notices": "^{}", "notice_parts": "{}", "media": r"^{}(?=$|\W)",
    "caption_verbs": r"^(?:\S+\s+){1,9}?{}(?!\w)", "caption_cues": r"(?<!\w){}", "by": r"^{}[\s:]+",
    "role_starts": r"^{}(?!\w)", "biography": r"{}\b",
}  # fmt: skip


@cache
def tables(name: str) -> dict[str, Any]:
    """The tables of a file of knowledge, loaded once."""
    return load_toml(name)


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list of knowledge/en/furniture.toml."""
    return frozenset(tables("en/furniture.toml")[name])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of the lines that the words of a list mark, whatever the case."""
    phrases = one_of(tables("en/furniture.toml")[name])
    return re.compile(SHAPES[name].replace("{}", phrases), re.IGNORECASE)


def one_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first, apostrophes straight or curly."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(p).replace("'", "['’]") for p in ordered) + ")"


@cache
def credit() -> re.Pattern[str]:
    """The pattern of a line that ends with the credit of a picture."""
    t = tables("en/furniture.toml")
    return re.compile(
        rf"(?:(?<!\w){one_of(t['credits'])}\s*(?::|/|\bby\b|©)\s*\S.{{0,80}}"
        rf"|(?:^|[\s(|/.–—,-]){one_of(t['credit_tails'])}\s*[)\]]?\.?|[©📷]\s?[^©]{{2,60}}"
        rf"|\((?:[^()]{{0,60}}[ /,])?{one_of([*t['credits'], *t['credit_tails']])}"
        rf"(?:[/ ,:][^()]{{0,60}})?\)\.?"
        rf"|\b(?-i:REUTERS|AFP|EPA|AP)/[A-Z][^.]{{2,60}}\.?)$",
        re.IGNORECASE,
    )


@cache
def outlet_words() -> frozenset[str]:
    """The words that names of outlets hold."""
    return frozenset(tables("outlets.toml")["names"]["words"])


@cache
def agencies() -> dict[str, str]:
    """The news agencies of knowledge/outlets.toml by their names and aliases in small letters."""
    rows = tables("outlets.toml")["agencies"].items()
    return {alias.lower(): name for name, aliases in rows for alias in (name, *aliases)}


@cache
def agency_dateline() -> re.Pattern[str]:
    """The pattern of a line with an agency in its dateline or signature."""
    rows = tables("outlets.toml")["agencies"].items()
    named = one_of(alias for name, aliases in rows for alias in (name, *aliases))
    return re.compile(
        rf"^[^()]{{2,60}}\(({named})\)\s*(?:[-–—:.]|$)|^({named})\s*[-–—|]\s|[(–—-]\s*({named})\s*\)?$"
    )


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
    known = [plain(p) in words("sections") for p in pieces]
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
        if part not in words("tools") and not part.isdigit():
            return False
        heads = heads or part in words("tool_heads")
    return heads


def is_label(line: str) -> bool:
    """Whether a line is a label of the page ("Advertisement", "12 comments")."""
    return len(line) < 60 and NUMBERED.sub("", plain(line)) in words("labels")


def is_list_label(line: str) -> bool:
    """Whether a line heads a list of links ("Most read", "Related stories")."""
    return len(line) < 40 and plain(line) in words("list_labels")


def is_end_label(line: str) -> bool:
    """Whether a line heads what stands below an article to the end ("About the author", "Comments")."""
    return len(line) < 40 and NUMBERED.sub("", plain(line)) in words("end_labels")


def is_pointer(line: str) -> bool:
    """Whether a line points to another piece ("READ MORE: …", ">> Map: …", "Results: page 12")."""
    ended = is_terminal(line) and not line.rstrip().endswith(("?", "!", "…"))
    if SPOKEN.match(line):
        return False
    if LEADING_SIGN.match(line):
        return not ended or bool(pattern("pointers").match(line.lstrip(">»›▶►➤➡→👉 ")))
    short = count(line) <= 25
    if short and (match := pattern("pointers").match(line)) and match.end() < len(line):
        return not ended or (line[: match.end()].isupper() and count(line) <= 20)
    if short and not ended and (pattern("openers").match(line) or SHOUT.match(line) or PAGE.search(line)):
        return True
    return short and bool(PAGE.search(line)) and count(line) <= 10


def is_call(line: str) -> bool:
    """Whether a line asks the reader to sign up, follow, pay or write in."""
    if count(line) > 45 or SPOKEN.match(line):
        return False
    letter = not is_terminal(line) and count(line) <= 12 and "newsletter" in line.lower()
    return bool(pattern("lures").search(line) and (letter or pattern("calls").match(line)))


def is_notice(line: str) -> bool:
    """Whether a line is a note of the desk or of rights ("© 2021 …", "(Reporting by …)")."""
    bare = line.strip(" *_–—-([•\u00a0")
    part = count(line) <= 40 and pattern("notice_parts").search(line)
    return bool(pattern("notices").match(bare) or part)


def is_caption(line: str) -> bool:
    """Whether a line is a caption by its own marks: a credit at its end, a bracket around it,
    a sign before it."""
    match = BRACKETED.match(line)
    if match and pattern("media").match((match[1] or match[2] or match[3] or "").strip()):
        return True
    if re.match(r"^\[[^\]]{2,20}\]", line) and pattern("media").match(line[1:]):
        return True
    if count(line) > 70 or BULLET.match(line):
        return False
    if line.startswith(("▲", "▼", "📷", "📸", "△")):
        return True
    sentence = is_terminal(line) and count(line) > 25 and not line.rstrip().endswith(")")
    return not sentence and bool(credit().search(line))


def is_seen(line: str) -> bool:
    """Whether a line reads like a caption: who is seen doing what,
    in the present tense and one short sentence."""
    told = SPOKEN.match(line) or DATELINE.match(line) or re.search(r"\b(?:said|told|says|saying)\b", line)
    if told or count(line) > 35:
        return False
    return bool(pattern("caption_cues").search(line) or pattern("caption_verbs").match(line))


def names_in(line: str) -> tuple[str, ...] | None:
    """The persons that a by-line names; () if it names none ("Staff writers in Nairobi"),
    None if the line is no by-line."""
    line = line.strip(" *_|-–—•\u00a0")
    if (
        count(line) > 18
        or (is_terminal(line) and not re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr)\.$", line))
        or any(c.isdigit() for c in line)
    ):
        return None
    match = pattern("by").match(line)
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
        elif not is_role(part) and not (match and part.lower() in agencies()) and not (match and people):
            if match and match[0].lower().startswith("by") and count(body) <= 6 and CAPITAL.match(body):
                return ()
            return None
    if match or roles:
        return tuple(people)
    return None


def strip_role(part: str) -> str:
    """A name without the job that follows it ("Jane Doe Diplomatic editor" gives "Jane Doe")."""
    tokens = part.split()
    for i in range(2, len(tokens) if tokens and tokens[-1].lower().strip(".") in words("roles") else 0):
        if pattern("role_starts").match(" ".join(tokens[i:])) or tokens[i].lower() in words("roles"):
            return " ".join(tokens[:i])
    return "" if is_role(part) else part


def is_role(part: str) -> bool:
    """Whether words name a job and no person ("Diplomatic editor", "our correspondent", "Staff writers")."""
    tokens, roles = [t.lower().strip(".,'’") for t in part.split()], words("roles")
    named = any(t in roles for t in tokens)
    return named and (len(tokens) == 1 or tokens[-1] in roles or bool(pattern("role_starts").match(part)))


def is_name(text: str) -> bool:
    """Whether the words look like the name of one person: two to four capitalised words,
    none of which names a thing."""
    tokens = text.replace("’", "'").split()
    if not 2 <= len(tokens) <= 5 or any(c.isdigit() or c in ':;!?()"“”|/' for c in text):
        return False
    real = [t for t in tokens if t.lower() not in words("name_particles")]
    if len(real) < 1 or not all(
        CAPITAL.match(t) or (not t.isascii() and t[:1].isalpha() and not t[:1].islower()) for t in real
    ):
        return False
    low = {t.lower().strip(".") for t in tokens}
    things = words("not_names") | words("roles") | words("sections")
    return low.isdisjoint(things) and text.lower() not in words("sections") and text.lower() not in agencies()


def agency_of(line: str) -> str | None:
    """The news agency that a whole line names ("Bloomberg", "By Reuters", "Source: AFP", "AP News");
    None if it names none."""
    if len(line) > 80:
        return None
    bare = re.sub(
        r"^(?:by|source|via|from)\b[\s:]+|^\(|\)$", "", line.strip(" *_-–—•|[]\u00a0"), flags=re.IGNORECASE
    ).strip(" ()[]|:-–—.")
    return agencies().get(bare.lower())


def agency_in(line: str) -> str | None:
    """The news agency in a dateline ("GENEVA (Reuters) - …") or signature ("– AFP");
    None if there is none."""
    match = agency_dateline().search(line if len(line) < 200 else line[:120])
    return agencies()[next(g for g in match.groups() if g).lower()] if match else None


def owner_of(line: str) -> str | None:
    """The outlet that a copyright line names ("© 2021 The Harbour Post");
    None if the name is not that of an outlet."""
    match = re.match(
        r"^(?:(?:copyright|©|\(c\))[\s,]*)+(?:\d{4}(?:\s*[-–]\s*\d{4})?[\s,]*)?(?:by\s+)?([^.|,;©\d]{3,60})",
        line.strip(), re.IGNORECASE,
    )
    if not match:
        return None
    tokens, suffixes = match[1].split(), tables("outlets.toml")["names"]["suffixes"]
    while tokens and (tokens[-1] in suffixes or tokens[-1].lower() in ("all", "rights", "reserved")):
        tokens.pop()
    known = any(t in outlet_words() for t in tokens)
    return " ".join(tokens) if known and 2 <= len(tokens) <= 6 and CAPITAL.match(tokens[0]) else None


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture wherever it stands."""
    kinds = (is_label, is_tools, is_caption, is_notice, is_call, is_pointer)
    return len(line) <= LONG and any(kind(line) for kind in kinds)

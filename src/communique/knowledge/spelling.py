"""How names are spelt for comparison: folded, split into the parser's words,
and personal names reduced to their key.

Knows letters, hyphens and how names are transliterated; does not know whose name it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from communique.knowledge import load_csv, values

UNSPLIT = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
})
COURTESIES = frozenset(("jr", "sr", "sir", "mr", "mrs", "ms", "dr"))
PATRONYMICS = frozenset(("bin", "ibn", "bint"))  # before the name of somebody's father


def fold(text: str) -> str:
    """A name without accents and with plain quotes: how names are compared."""
    if text.isascii():
        return text
    plain = text.replace("’", "'").replace("‘", "'").replace("–", "-").translate(UNSPLIT)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def split(name: str) -> tuple[str, ...]:
    """A name as the parser splits it: hyphens apart, "U.S." whole, a possessive apart."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return tuple(name.split())
    found = []
    for word in re.sub(r"([^\W\d_])[-–](?=[^\W\d_])", r"\1 - ", name).split():
        if word.endswith(("'s", "’s")) and len(word) > 2:
            found += [*split(word[:-2]), "'s"]
            continue
        found += re.findall(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.$|'s$|[\w'.]*\w|[^\w\s]", fold(word)) or [word]
    return tuple(found)


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """A personal name for comparison: folded, lower case, hyphens as spaces, without courtesies and "Jr",
    in the usual transliteration."""
    if name.isascii() and name.replace(" ", "").isalpha():
        words = name.lower().split()
    else:
        words = re.sub(r"[^\w\s']", " ", fold(name)).casefold().split()
    usual = spellings()
    return " ".join([usual.get(w, w) for w in words if w not in COURTESIES])


def of_father(name: str, word: str) -> bool:
    """Whether a word of a name is the father's: "Salman" of "Mohammed bin Salman"."""
    words = name.lower().split()
    return any(w in PATRONYMICS and after == word for w, after in pairwise(words))


@cache
def spellings() -> dict[str, str]:
    """Words of names that the press transliterates in several ways ("Mohamed"),
    each with the one that stands for all."""
    return {
        other: row["name"] for row in load_csv("spellings.csv", filled=("name", "spellings"))
        for other in values(row["spellings"])
    }


def country_code(code: str) -> str:
    """A country code as the record writes it: Kosovo is KOS."""
    return "KOS" if code == "XKX" else code

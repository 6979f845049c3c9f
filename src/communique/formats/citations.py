"""Articles as citations: BibTeX, RIS and CSL-JSON, for whoever quotes them.

Knows the three formats and what would break them; does not know which articles are cited.
What an article does not say is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from communique.formats import files
from communique.records import Article

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
PAPERS = ("document", "transcript")  # what is issued by a government or body rather than by an outlet


def write_bibtex(articles: Iterable[Article], file: BinaryIO) -> int:
    """How many entries were written."""
    taken: set[str] = set()
    return files.write_texts((bibtex(article, key(article, taken)) for article in articles), file)


def bibtex(article: Article, key: str) -> str:
    """An article as BibTeX has it."""
    paper = article.genre in PAPERS
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in article.authors),
        "title": f"{{{escaped(titled(article))}}}",
        "howpublished" if paper else "journal": escaped(publisher(article)),
        "year": (article.on or "")[:4], "date": article.on or "", "url": line(article.url),
        "language": line(article.language),
        "note": f"SHA-256 of the text {article.sha256}" if article.sha256 else "",
    }  # fmt: skip
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'misc' if paper else 'article'}{{{key},\n{body}}}\n\n"


def write_ris(articles: Iterable[Article], file: BinaryIO) -> int:
    """How many entries were written."""
    return files.write_texts(map(ris, articles), file)


def ris(article: Article) -> str:
    """An article as RIS has it."""
    fields = [
        ("TY", "GEN" if article.genre in PAPERS else "NEWS"),
        *(("AU", line(name)) for name in article.authors), ("TI", line(titled(article))),
        ("T2", line(publisher(article))), ("PY", (article.on or "")[:4]),
        ("DA", (article.on or "").replace("-", "/")), ("UR", line(article.url)),
        ("LA", line(article.language)), ("ID", line(article.id)),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n\r\n"


def write_csl(articles: Iterable[Article], file: BinaryIO) -> int:
    """How many items were written, as one JSON list."""
    return files.write_list(map(item, articles), file)


def item(article: Article) -> dict[str, Any]:
    """An article as CSL-JSON has it."""
    paper = article.genre in PAPERS
    fields = {
        "id": article.id, "type": "document" if paper else "article-newspaper", "title": titled(article),
        "author": [{"literal": line(name)} for name in article.authors],
        "publisher" if paper else "container-title": line(publisher(article)), "source": line(article.agency),
        "URL": line(article.url), "language": line(article.language),
        "issued": {"date-parts": [list(map(int, article.on.split("-")))]} if article.on else None,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def titled(article: Article) -> str:
    """The title of an article; its first words where it has none."""
    return line(article.title) or " ".join(article.text.split()[:12]) or article.id


def publisher(article: Article) -> str | None:
    """Who published it: the issuers of a document, else the outlet."""
    issuers = [a.organization or a.name for a in article.issuers if a.organization or a.name]
    return "; ".join(filter(None, issuers)) if article.genre in PAPERS and issuers else article.outlet


def key(article: Article, taken: set[str]) -> str:
    """A key of letters and digits that no other entry has: outlet, day,
    and a letter where that is not enough."""
    stem = re.sub(r"[^a-z0-9]+", "", (article.outlet or article.id).lower())[:24] or "article"
    stem += (article.on or "").replace("-", "")
    number, made = 1, stem
    while made in taken:
        number += 1
        made = f"{stem}-{number}"
    taken.add(made)
    return made


def line(text: str | None) -> str:
    """Text on one line."""
    return BREAKS.sub(" ", text or "").strip()


def escaped(text: str | None) -> str:
    """Text that BibTeX takes as it stands."""
    return "".join(SPECIAL.get(c, c) for c in line(text))

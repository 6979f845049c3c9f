"""Bytes of unknown encoding to text: what encoding they are in, and whether they are text at all.

Knows byte-order marks, declared charsets and how binary files begin; does not know HTML or articles.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

import cchardet

from communique.errors import SourceError
from communique.text.garbled import ungarbled

SNIFFED = 65536  # bytes looked at to tell text from binary and to guess an encoding
NUL_SHARE = 0.10  # more NUL bytes than this is no text; a stray one is dropped
CONTROL_SHARE = 0.03  # random bytes hold about 11 % control characters, text next to none
REPLACED_SHARE = 0.05  # broken sequences per non-ASCII character up to which a text still counts as UTF-8

FEW_LETTERS = 50  # letters with accents below which cchardet mistakes French for Polish
LATIN = {
    "cp1250", "iso8859-2", "iso8859-3", "iso8859-4", "cp1254", "iso8859-10", "iso8859-13", "iso8859-15",
    "iso8859-16", "cp1257", "cp1258", "mac-centraleurope", "mac-roman",
}

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARIES = {  # how binary files begin and what they are, by what to do about them
    "unpack it or save it as text": ((b"PK\x03\x04", "a ZIP or Office file"),),
    "save it as text": ((b"\xd0\xcf\x11\xe0", "an old Office file"),),
    "save it as plain text": ((b"{\\rtf", "a rich-text file"),),
    "unpack it first (gunzip)": ((b"\x1f\x8b", "a gzip file"),),
    "unpack it first (bunzip2)": ((b"BZh", "a bzip2 file"),),
    "unpack it first (unxz)": ((b"\xfd7zXZ", "an xz file"),),
    "unpack it first (unzstd)": ((b"(\xb5/\xfd", "a zstd file"),),
    "unpack it first": ((b"7z\xbc\xaf", "a 7z file"), (b"Rar!", "a RAR file")),
    "give a text or HTML file": (
        (b"\x89PNG", "a PNG image"), (b"GIF8", "a GIF image"), (b"\xff\xd8\xff", "a JPEG image"),
        (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"OggS", "an Ogg file"),
        (b"ID3", "an MP3 file"), (b"SQLite format 3", "an SQLite database"),
    ),
}  # fmt: skip
# What a label means on the web is not always what the name says
# (https://encoding.spec.whatwg.org/#names-and-labels).
WIDER = {
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252",
    "iso8859-1": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs", "tis-620": "cp874",
    "unicode": "utf-8", "utf8": "utf-8",
}
NOT_CHARSETS = {
    "utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem",
}
META_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,80}?encoding=["']([A-Za-z0-9_.:-]+)""",
    re.IGNORECASE,
)
CONTROLS = bytes(i for i in range(32) if i not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, declared: str | None = None, name: str = "input") -> str:
    """The text that the bytes hold, with the charset that a header `declared` if any;
    SourceError if they hold none."""
    refuse_binary(data, name)
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None)
    wide = marked or wide_order(data[:SNIFFED])
    text = (data.decode(wide, "replace") if wide else "") or decode_by_trust(data, declared)
    if (text.count("\0") > 1 and text.count("\0") > NUL_SHARE * len(text)) or is_noise(text[:SNIFFED]):
        raise SourceError(f"{name}: binary data, not text; give a text or HTML file")
    return clean(text)


def is_noise(sample: str) -> bool:
    """Whether decoded characters are mostly such as no writer types:
    control characters and private or unassigned code points."""
    kinds = {
        c for c in set(sample) - set("\0\t\n\r\x0b\x0c\x1b\ufeff")
        if unicodedata.category(c) in ("Cc", "Co", "Cn", "Cs")
    }
    odd = sum(map(sample.count, kinds))
    return odd > 2 and odd > NUL_SHARE * len(sample)


def clean(text: str) -> str:
    """The text without NULs and the byte-order mark, with newlines as \\n and lone surrogates as the
    replacement character."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return ungarbled(without_surrogates(text.replace("\0", "").removeprefix("\ufeff")))


def without_surrogates(text: str) -> str:
    """The text with each lone surrogate, which UTF-8 cannot hold, replaced one for one by U+FFFD."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise SourceError if the bytes are of a known binary format or plainly no text."""
    for remedy, kinds in BINARIES.items():
        if found := [what for magic, what in kinds if data.startswith(magic)]:
            raise SourceError(f"{name}: {found[0]}, not text; {remedy}")
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise SourceError(f"{name}: an image, sound or film, not text; give a text or HTML file")
    head = data[:SNIFFED]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or wide_order(head):
        return
    controls = len(head) - len(head.translate(None, CONTROLS))
    if controls > 2 and controls > max(CONTROL_SHARE, NUL_SHARE * (head.count(0) == controls)) * len(head):
        raise SourceError(f"{name}: binary data, not text; give a text or HTML file")


def wide_order(head: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" if every other byte is mostly NUL, as in UTF-16 without its mark;
    else None."""
    if len(head) < 8 or not head.count(0):
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def decode_by_trust(data: bytes, declared: str | None) -> str:
    """The text by the first way that works: UTF-8, the declared charset, the page's own, nearly UTF-8,
    a guess, Windows-1252."""
    tried = [c for c in (charset(declared), charset(meta_charset(data))) if c]
    for encoding in ([c for c in tried if c.startswith("iso2022") or c == "hz"], ["utf-8"], tried):
        for name in encoding:
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    nearly = data.decode("utf-8", "replace")
    broken, wide = nearly.count("\ufffd"), len(nearly) - len(data.translate(None, bytes(range(128, 256))))
    if broken <= REPLACED_SHARE * wide:
        return nearly
    return data.decode(next((c for c in tried if c != "utf-8"), None) or guessed(data), "replace")


def guessed(data: bytes) -> str:
    """The codec that cchardet takes the bytes for; Windows-1252 where it names another one for Latin letters
    on a few of them."""
    guess = charset(cchardet.detect(data[:SNIFFED])["encoding"]) or "cp1252"
    few = len(data) - len(data.translate(None, bytes(range(128, 256)))) < FEW_LETTERS
    if few and guess in LATIN:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return guess
        return "cp1252"
    return guess


def charset(label: str | None) -> str | None:
    """The Python codec for a charset label as the web means it;
    None for an unknown one or one that is no charset."""
    if not label:
        return None
    label = label.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(WIDER.get(label, label))
    except (LookupError, ValueError):
        return None
    wide = found.name.startswith(("utf-16", "utf-32"))
    known = found._is_text_encoding and found.name not in NOT_CHARSETS and not wide
    return WIDER.get(found.name, found.name) if known else None


def meta_charset(data: bytes) -> str | None:
    """The charset that an HTML page's meta tag or XML declaration names within its first bytes;
    None if none does."""
    match = META_CHARSET.search(data[:8192])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None

"""The article that ships with communique: a retelling of public facts, in our own words, so that every command has something to read.

Knows where the file lies; does not know what is in it.
"""
from __future__ import annotations

from importlib.resources import files

NAME = "sample"     # what stands for the bundled article on the command line


def text() -> str:
    """The bundled sample article, as pasted from a page."""
    return files(__name__).joinpath("article.txt").read_text(encoding="utf-8")

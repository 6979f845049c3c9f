"""The names by which clauses call their roles and modals, in every language.

A role is called by the English preposition that marks it, as in frames.toml and the patterns; which
prepositions of a language mark which role its grammar.toml says. Knows names only.
"""

from __future__ import annotations

ABOUT = "oblique:about"
ACROSS = "oblique:across"
AFTER = "oblique:after"
AGAINST = "oblique:against"
AMONG = "oblique:among"
AROUND = "oblique:around"
AS = "oblique:as"
AT = "oblique:at"
BETWEEN = "oblique:between"
BY = "oblique:by"
DESPITE = "oblique:despite"
DURING = "oblique:during"
FOR = "oblique:for"
FROM = "oblique:from"
IN = "oblique:in"
INTO = "oblique:into"
NEAR = "oblique:near"
OF = "oblique:of"
OFF = "oblique:off"
ON = "oblique:on"
OUT = "oblique:out"
OUTSIDE = "oblique:outside"
OVER = "oblique:over"
THROUGHOUT = "oblique:throughout"
TO = "oblique:to"
TOWARD = "oblique:toward"
TOWARDS = "oblique:towards"
UNDER = "oblique:under"
UPON = "oblique:upon"
WITH = "oblique:with"

CAN, COULD, MAY, MIGHT, MUST, SHOULD, WILL, WOULD = (
    "can", "could", "may", "might", "must", "should", "will", "would",
)


def marked(adposition: str, *roles: str) -> bool:
    """Whether a preposition, as a parse calls it, marks one of these roles."""
    return f"oblique:{adposition}" in roles

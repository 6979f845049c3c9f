"""Briefs: what a desk needs to know of a pair, a country, an issue or a dispute,
each line with who printed it, when, and the words.

Knows which part does what; does not know the command line.
"""

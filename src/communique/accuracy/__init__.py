"""How well the event coder does on sentences with known answers: gold.py reads them, matching.py pairs,
scores.py counts, tables.py shows.

Knows records; does not know how an event is found.
"""

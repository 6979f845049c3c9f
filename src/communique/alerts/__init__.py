"""Watchlists: rules over what the archive holds, and each new match told once: on a line, in an Atom feed,
to a webhook.

Knows which part does what; does not know the command line.
"""

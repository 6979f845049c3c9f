"""What many articles add up to: demands and their answers, positions and their changes,
meetings and what became of them, disputes.

Pure functions over tellings; does not know the archive,
which fetches what is compared and keeps what is found.
"""

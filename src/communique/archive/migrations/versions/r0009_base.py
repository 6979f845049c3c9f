"""Version 9 of the archive, from which on Alembic goes step by step.

Knows nothing itself: `making` gives an empty database, and an archive of a version before, what `schema` has.
"""

revision = "0009"
down_revision = None


def upgrade() -> None:
    """Nothing is left to do."""

"""Version 4 of the archive: events by status, so that the few that were denied or only planned are found
among many.

Knows itself alone; never changed once released.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index."""
    op.create_index("events_by_status", "events", ["status", "day", "article", "id"])

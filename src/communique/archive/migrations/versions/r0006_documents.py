"""Version 6 of the archive: the genre of each article, who issues it, and what is undertaken in it.

Knows itself alone; never changed once released. Articles of before say none of it until `communique recode`
reads them again.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import JSON, Column, Text

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    cell = JSON(none_as_null=True)
    for column in (Column("genre", Text), Column("issuers", cell), Column("commitments", cell)):
        op.add_column("articles", column)

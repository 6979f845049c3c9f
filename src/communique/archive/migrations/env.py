"""What Alembic runs: the migrations, on the connection and in the transaction that `engine.migrate` hands
over.

Knows Alembic; does not know the tables.
"""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], version_table="archive_version",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

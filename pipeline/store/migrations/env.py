"""What Alembic runs to migrate. The connection is given, inside a transaction that covers all steps."""

from __future__ import annotations

from alembic import context

from pipeline.store.versions import TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=TABLE,
    transactional_ddl=True,  # SQLite can, once sqlite3 is kept from committing on its own
)
context.run_migrations()

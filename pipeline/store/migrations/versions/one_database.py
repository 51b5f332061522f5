"""One database: answers, money, batches, abilities, and the state of each output folder."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, LargeBinary, PrimaryKeyConstraint, Text, text

revision = "0001"
down_revision = None

_Number = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "briefs_answers",
        Column("key", Text, primary_key=True),
        Column("text", Text),
        Column("sealed", LargeBinary),
        Column("model", Text, nullable=False),
        Column("at", Text, nullable=False),
    )
    op.create_table(
        "briefs_runs",
        Column("id", _Number, primary_key=True),
        Column("run", Text, nullable=False, unique=True),
        Column("folder", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("held", BigInteger, nullable=False),
    )
    op.create_table(
        "briefs_requests",
        Column("id", _Number, primary_key=True),
        Column("run", Text, ForeignKey("briefs_runs.run"), nullable=False),
        Column("at", Text, nullable=False),
        Column("document", Text, nullable=False),
        Column("passage", Text, nullable=False),
        Column("stage", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("batched", Boolean, nullable=False),
        Column("held", BigInteger, nullable=False),
        Column("cost", BigInteger),
        Column("prices", Text, nullable=False),
        Column("sent", BigInteger, nullable=False),
        Column("cached", BigInteger, nullable=False),
        Column("answered", BigInteger, nullable=False),
    )
    op.create_table(
        "briefs_batches",
        Column("id", _Number, primary_key=True),
        Column("name", Text, nullable=False, unique=True),
        Column("folder", Text, nullable=False),
        Column("run", Text, nullable=False),
        Column("endpoint", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("deadline", Text, nullable=False),
        Column("requests", BigInteger, nullable=False),
        Column("tokens", BigInteger, nullable=False),
        Column("remote", Text),
    )
    op.create_table(
        "briefs_batch_items",
        Column("id", _Number, primary_key=True),
        Column("batch", Text, ForeignKey("briefs_batches.name"), nullable=False),
        Column("key", Text, nullable=False),
        Column("reservation", BigInteger, nullable=False),
    )
    op.create_table(
        "briefs_abilities",
        Column("endpoint", Text, nullable=False),
        Column("model", Text, nullable=False),
        Column("manner", Text, nullable=False),
        PrimaryKeyConstraint("endpoint", "model"),
    )
    op.create_table(
        "briefs_seen",
        Column("folder", Text, nullable=False),
        Column("path", Text, nullable=False),
        Column("size", BigInteger, nullable=False),
        Column("mtime_ns", BigInteger, nullable=False),
        Column("inode", BigInteger, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("shown", Text, nullable=False),
        PrimaryKeyConstraint("folder", "path"),
    )
    op.create_table(
        "briefs_done",
        Column("folder", Text, nullable=False),
        Column("sha256", Text, nullable=False),
        Column("path", Text, nullable=False),
        Column("shown", Text, nullable=False),
        Column("fingerprint", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("stem", Text),
        Column("headline", Text),
        Column("kind", Text),
        Column("reason", Text),
        Column("remedy", Text),
        Column("page", Integer),
        Column("outputs", Text, nullable=False),
        PrimaryKeyConstraint("folder", "sha256"),
    )
    op.create_table(
        "briefs_notes",
        Column("folder", Text, nullable=False),
        Column("key", Text, nullable=False),
        Column("value", Text, nullable=False),
        PrimaryKeyConstraint("folder", "key"),
    )
    op.create_index("briefs_requests_of_run", "briefs_requests", ["run"])
    reserved = text("state = 'reserved'")
    op.create_index(
        "briefs_requests_reserved", "briefs_requests", ["id"], sqlite_where=reserved, postgresql_where=reserved
    )
    op.create_index("briefs_batch_items_of_batch", "briefs_batch_items", ["batch", "key"])
    op.create_index("briefs_batch_items_reservation", "briefs_batch_items", ["reservation"])

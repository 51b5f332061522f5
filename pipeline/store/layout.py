"""The tables, the same in SQLite and PostgreSQL. What is here and what the migrations make is compared by a test.

Money is in whole billionths of a US dollar, so that sums are exact and the database can make them. Names begin with
``briefs_`` because a PostgreSQL database may be shared with other programs.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

LAYOUT = MetaData()
# Only a plain INTEGER key counts up by itself in SQLite.
_Number = BigInteger().with_variant(Integer, "sqlite")

# ``text`` or ``sealed``, never both. Answers are shared by all output folders that use one database.
answers = Table(
    "briefs_answers",
    LAYOUT,
    Column("key", Text, primary_key=True),
    Column("text", Text),
    Column("sealed", LargeBinary),
    Column("model", Text, nullable=False),
    Column("at", Text, nullable=False),
)

# ``held`` is what counts against the cap: the sum of its requests, kept because one row can be changed and compared in
# one step by several processes at once.
runs = Table(
    "briefs_runs",
    LAYOUT,
    Column("id", _Number, primary_key=True),
    Column("run", Text, nullable=False, unique=True),
    Column("folder", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("held", BigInteger, nullable=False),
)

requests = Table(
    "briefs_requests",
    LAYOUT,
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
    Index("briefs_requests_of_run", "run"),
    # Small: what is reserved is settled in seconds, and every opening looks for what a killed run left.
    Index(
        "briefs_requests_reserved",
        "id",
        sqlite_where=text("state = 'reserved'"),
        postgresql_where=text("state = 'reserved'"),
    ),
)

batches = Table(
    "briefs_batches",
    LAYOUT,
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

batch_items = Table(
    "briefs_batch_items",
    LAYOUT,
    Column("id", _Number, primary_key=True),
    Column("batch", Text, ForeignKey("briefs_batches.name"), nullable=False),
    Column("key", Text, nullable=False),
    Column("reservation", BigInteger, nullable=False),
    Index("briefs_batch_items_of_batch", "batch", "key"),
    Index("briefs_batch_items_reservation", "reservation"),
)

abilities = Table(
    "briefs_abilities",
    LAYOUT,
    Column("endpoint", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("manner", Text, nullable=False),
    PrimaryKeyConstraint("endpoint", "model"),
)

# The state of each output folder: ``pipeline.store.records``.
seen = Table(
    "briefs_seen",
    LAYOUT,
    Column("folder", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("inode", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("shown", Text, nullable=False),
    PrimaryKeyConstraint("folder", "path"),
)

done = Table(
    "briefs_done",
    LAYOUT,
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

notes = Table(
    "briefs_notes",
    LAYOUT,
    Column("folder", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("folder", "key"),
)

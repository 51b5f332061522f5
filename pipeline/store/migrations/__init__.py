"""Migrations of the store, run by Alembic at opening where the layout is older than the program."""

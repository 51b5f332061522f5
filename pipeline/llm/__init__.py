"""One question in, one checked answer out: counted, cached, limited, capped, retried and written into a ledger."""

from pipeline.llm.client import Client, Estimate
from pipeline.llm.ledger import Cost, Shelf
from pipeline.llm.prices import Price, Prices
from pipeline.llm.schema import schema_faults, strict_schema
from pipeline.llm.service import Service
from pipeline.llm.tokens import Counter

__all__ = [
    "Client",
    "Cost",
    "Counter",
    "Estimate",
    "Price",
    "Prices",
    "Service",
    "Shelf",
    "schema_faults",
    "strict_schema",
]

"""One question in, one checked answer out: counted, cached, limited, capped, retried and written into a ledger."""

from pipeline.llm.client import Client, Estimate
from pipeline.llm.prices import Price, Prices
from pipeline.llm.schema import schema_faults, strict_schema
from pipeline.llm.service import Service
from pipeline.llm.tokens import Counter

__all__ = [
    "Client",
    "Counter",
    "Estimate",
    "Price",
    "Prices",
    "Service",
    "schema_faults",
    "strict_schema",
]

"""One question in, one checked answer out: counted, cached, limited, capped, retried and written into a ledger."""

from pipeline.llm.batch import Batcher
from pipeline.llm.batch_endpoint import Endpoint
from pipeline.llm.batch_half import Half
from pipeline.llm.batch_lines import Limits
from pipeline.llm.batch_wanted import Told
from pipeline.llm.client import Client, Estimate
from pipeline.llm.prices import Price, Prices
from pipeline.llm.schema import schema_faults, strict_schema
from pipeline.llm.servers import Local, local_servers
from pipeline.llm.service import Service, shown_address
from pipeline.llm.tokens import Counter

__all__ = [
    "Batcher",
    "Client",
    "Counter",
    "Endpoint",
    "Estimate",
    "Half",
    "Limits",
    "Local",
    "Price",
    "Prices",
    "Service",
    "Told",
    "local_servers",
    "schema_faults",
    "shown_address",
    "strict_schema",
]

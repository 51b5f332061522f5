"""What has been done: which files were seen, what became of each document, and what was written for it.

State is a memory, not an output: losing it costs work and never a briefing, because who owns which page also stands
in the published fact files.
"""

from pipeline.store.records import Done, Seen, State, Written
from pipeline.store.state import Store

__all__ = ["Done", "Seen", "State", "Store", "Written"]

"""One party one name, one arrangement one deal, ids that last from quarter to quarter, printing order.

Which names are one party a person may decide: ``decisions`` reads that, ``doubts`` finds what to ask, ``proposals``
writes it down.
"""

from pipeline.resolve.decisions import Pair, pairs, party_table
from pipeline.resolve.doubts import Mention, Named, doubtful
from pipeline.resolve.proposals import proposals_toml
from pipeline.resolve.resolving import Arrangement, Member, arranged, in_order, resolve
from pipeline.resolve.setting_aside import set_aside
from pipeline.resolve.together import Together

__all__ = [
    "Arrangement",
    "Member",
    "Mention",
    "Named",
    "Pair",
    "Together",
    "arranged",
    "doubtful",
    "in_order",
    "pairs",
    "party_table",
    "proposals_toml",
    "resolve",
    "set_aside",
]

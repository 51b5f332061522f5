"""One party one name, one arrangement one deal, ids that last from quarter to quarter, printing order."""

from pipeline.resolve.resolving import Arrangement, Member, arranged, resolve

__all__ = ["Arrangement", "Member", "arranged", "resolve"]

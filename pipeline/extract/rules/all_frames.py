"""All frames in their order: those of filings, those of reports of one event, those of calls."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.rules import (
    frames_calls,
    frames_claims,
    frames_contracts,
    frames_corporate,
    frames_debt,
    frames_funding,
    frames_holdings,
    frames_leases,
    frames_pledges,
    frames_spoken,
    frames_spoken_customers,
    frames_spoken_debt,
    frames_spoken_stakes,
    frames_spoken_ties,
    frames_stakes,
    frames_standing,
    frames_takeovers,
    frames_trade,
    frames_ventures,
)
from pipeline.extract.rules.frames import ordered

FRAMES = ordered(
    frames_calls.FRAMES,
    frames_debt.FRAMES,
    frames_leases.FRAMES,
    frames_trade.FRAMES,
    frames_stakes.FRAMES,
    frames_standing.FRAMES,
    frames_pledges.FRAMES,
    frames_takeovers.FRAMES,
    frames_ventures.FRAMES,
    frames_corporate.FRAMES,
    frames_claims.FRAMES,
    frames_contracts.FRAMES,
    frames_contracts.VENTURES,
    frames_funding.FRAMES,
    frames_holdings.FRAMES,
)
SPOKEN = ordered(
    frames_spoken.FRAMES,
    frames_spoken_customers.FRAMES,
    frames_spoken_debt.FRAMES,
    frames_spoken_stakes.FRAMES,
    frames_spoken_ties.FRAMES,
    frames_contracts.SPOKEN,
    frames_funding.SPOKEN,
    FRAMES,
)
# A current report is filed for its event: a small company's may be small.
_SMALLEST_EVENT = 1_000_000
REPORTED = tuple(replace(frame, floor=min(frame.floor, _SMALLEST_EVENT)) for frame in FRAMES)

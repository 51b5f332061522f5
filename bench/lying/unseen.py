"""Lies that only who understands the sentence can see: what the second look is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.lying.drawing import Draw
    from bench.lying.truths import Said


def payer(_: Draw, said: Said) -> Any:
    """The money turned round."""
    turned = {"filer": "counterparty", "counterparty": "filer"}
    if said["payer"] not in turned:
        return None
    said["payer"] = turned[said["payer"]]
    wanted = said["payer"]
    return said, lambda published: published["payer"] == wanted


def another_type(draw: Draw, said: Said) -> Any:
    """A loan called a takeover."""
    kinds = ("acquisition", "debt", "license", "guarantee", "sales_contract", "equity_investment", "lease")
    said["type"] = draw.rng.choice([kind for kind in kinds if kind != said["type"]])
    wanted = said["type"]
    return said, lambda published: published["type"] == wanted


def firmer(_: Draw, said: Said) -> Any:
    """Signed with open conditions called in force."""
    if said["binding"] != "conditional":
        return None
    said["binding"] = "firm"
    return said, lambda published: published["binding"] == "firm"


def swapped(_: Draw, said: Said) -> Any:
    """The day it was signed called its end, or the other way round."""
    if not (said["signed"] or said["end"]) or said["signed"] == said["end"]:
        return None
    said["signed"], said["end"] = said["end"], said["signed"]
    wanted = said["signed"], said["end"]
    return said, lambda published: any(
        value is not None and published.get("dates", {}).get(field) == value
        for field, value in zip(("signed", "end"), wanted, strict=True)
    )


def called(draw: Draw, said: Said) -> Any:
    """An amount called something else, in common words."""
    if not said["amounts"]:
        return None
    said["amounts"][0]["what"] = draw.rng.choice(("yearly rent", "profit", "repayment of a loan", "cost of a fine"))
    wanted = said["amounts"][0]["what"]
    return said, lambda published: any(one.get("what") == wanted for one in published["amounts"])


UNSEEN: dict[str, tuple[Callable[[Draw, Said], Any], ...]] = {
    "payer turned": (payer,),
    "kind of deal": (another_type,),
    "conditional as firm": (firmer,),
    "days swapped": (swapped,),
    "amount misnamed": (called,),
}
"""Lies that only who understands the sentence can see: what the second look is for. Counted apart."""

"""Words with a fixed meaning: the same as in the labelling guideline, explained in docs/facts.md."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """What kind of document it is. Amendments carry ``Identity.amendment``."""

    TEN_K = "10-K"
    TEN_Q = "10-Q"
    EIGHT_K = "8-K"
    CALL = "call"
    OTHER = "other"


class DealType(StrEnum):
    """What an arrangement is. The wording of each is in docs/facts.md."""

    PURCHASE_COMMITMENT = "purchase_commitment"
    CLOUD_COMPUTE = "cloud_compute"
    SALES_CONTRACT = "sales_contract"
    CONCENTRATION = "concentration"
    EQUITY_INVESTMENT = "equity_investment"
    WARRANT_OPTION = "warrant_option"
    ACQUISITION = "acquisition"
    DIVESTITURE = "divestiture"
    JOINT_VENTURE = "joint_venture"
    DEBT = "debt"
    LEASE = "lease"
    LICENSE = "license"
    GUARANTEE = "guarantee"
    SETTLEMENT = "settlement"
    GOVERNMENT = "government"
    OTHER = "other"


class PartyKind(StrEnum):
    """``named``; ``anonymous``: one party, name withheld ("Customer A"); ``class``: a group ("lenders")."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    CLASS = "class"


class Payer(StrEnum):
    """Who transfers the money."""

    FILER = "filer"
    COUNTERPARTY = "counterparty"
    MUTUAL = "mutual"
    NONE = "none"


class Binding(StrEnum):
    """How binding the document's own words make it, at the document's date."""

    INTENT = "intent"
    CONDITIONAL = "conditional"
    FIRM = "firm"
    DONE = "done"
    ENDED = "ended"
    UNCLEAR = "unclear"


class Qualifier(StrEnum):
    """How exact the document says an amount is."""

    EXACT = "exact"
    APPROX = "approx"
    UP_TO = "up_to"
    AT_LEAST = "at_least"
    RANGE_LOW = "range_low"
    RANGE_HIGH = "range_high"


class Match(StrEnum):
    """How a quote was found in the document."""

    EXACT = "exact"
    NORMALISED = "normalised"
    FUZZY = "fuzzy"


class Proof(StrEnum):
    """How a figure was proved.

    ``quote``: the figure with its scale word stands in the quote. ``scale``: the quote holds the digits, a scale
    line ("in millions") that governs the place holds the scale. ``table``: as ``scale``, in a cell of a table.
    """

    QUOTE = "quote"
    SCALE = "scale"
    TABLE = "table"


class Withholding(StrEnum):
    """Why a candidate was kept out of ``deals``."""

    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_TOO_SHORT = "quote_too_short"
    PAGE_DIFFERS = "page_differs"
    NOT_THE_FILERS_WORDS = "not_the_filers_words"
    NUMBER_NOT_IN_QUOTE = "number_not_in_quote"
    NUMBER_DIFFERS = "number_differs"
    PARTY_NOT_IN_QUOTE = "party_not_in_quote"
    PARTY_IS_FILER = "party_is_filer"
    FALSE_PARTY = "false_party"
    INTENT_AS_FIRM = "intent_as_firm"
    BINDING_NOT_IN_QUOTE = "binding_not_in_quote"
    DATE_NOT_IN_QUOTE = "date_not_in_quote"
    NOT_IN_QUOTE = "not_in_quote"
    NO_EVIDENCE = "no_evidence"
    DENIED = "denied"
    REJECTED = "rejected"

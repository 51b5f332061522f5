"""Rows of tables that are deals, as data: each with the words of a row that made it necessary."""

from __future__ import annotations

import re  # noqa: TC003  (the annotations of a record are read at run time)
from typing import NamedTuple

from pipeline.extract.rules.text import pattern
from pipeline.records import DealType, Payer


class RowRule(NamedTuple):
    """A row that is a deal.

    ``label`` is matched against the row's words, ``table`` against all words of the table and the lines above it,
    ``unless`` against the row, the title and the heads of the columns; for a bare "Total" against every row.
    """

    name: str
    type: DealType
    payer: Payer
    party: str
    what: str
    label: str
    table: str
    unless: str
    example: str


ROWS: tuple[RowRule, ...] = (
    RowRule(
        "table.debt_total",
        DealType.DEBT,
        Payer.FILER,
        "noteholders",
        "total debt",
        r"^(?:total (?:principal(?: amount)? of |(?:carrying|face|par) (?:amount|value) of |outstanding )?(?:gross |"
        r"term |notes payable and other |long-term |short- and long-term |senior |unsecured |outstanding |"
        r"consolidated |recourse |principal |short-term and long-term )*"
        r"(?:debt|notes|borrowings|indebtedness)|net (?:long-term )?carrying (?:amount|value)|(?:net )?long-term "
        r"(?:debt|notes|borrowings)|total debt (?!invest|secur|instrument|matur|"
        r"issu|repa|pa(?:id|yment)|due|serv|to ).*|total)"
        r"(?:,? (?:net|principal|\(principal amount\)|obligations|outstanding|\(net\)|including current portion|"
        r"and finance lease obligations|gross))*(?: \(\w\))?$",
        r"notes|term loan|debentures|bonds|commercial paper|credit facility|borrowings|debt obligations|\bdebt\b",
        (
            r"fair value|level 2|available[- ]for[- ]sale|ebitda|debt (?:issued|repaid)|capitalization|total assets|"
            r"maturit|interest expense|thereafter|equity securities|treasur|hypothetical|notional|contingent|"
            r"deferred tax|receivable|revenue"
        ),
        "Total term debt 10,622 10,418",
    ),
    RowRule(
        "table.lease_not_commenced",
        DealType.LEASE,
        Payer.FILER,
        "lessors",
        "leases signed and not commenced",
        r"^leases? (?:that have )?(?:signed )?(?:but )?not yet commenced(?: ?\(\w+\))*$",
        r"lease",
        r"fair value",
        "Leases not yet commenced 27,709",
    ),
    RowRule(
        "table.purchase_total",
        DealType.PURCHASE_COMMITMENT,
        Payer.FILER,
        "suppliers",
        "purchase commitments",
        (
            r"^(?:total(?: future| purchase| unconditional)* (?:commitments|(?:purchase )?obligations)|"
            r"(?:(?:unconditional|other|inventory|supply|capital|product|minimum|open|firm|service|energy|long-term|"
            r"noncancell?able|non-cancell?able) )*purchase (?:and other |and service )?(?:obligations|commitments|"
            r"orders)|"
            # "Electricity obligations 8,804 | Fuel obligations 5,509" of a utility's table of what is due by period.
            r"(?:(?:purchased |fossil |nuclear )?(?:electricity|power|energy|fuel|coal|natural gas|commodity|raw "
            r"materials?|"
            r"programming|content|sports programming|advertising|marketing|sponsorship|aircraft|transportation)(?: and "
            r"(?:\w+ )?\w+)?) (?:purchase |supply |transportation )?(?:obligations|commitments|contracts|agreements)|"
            r"take-or-pay (?:obligations|contracts|agreements)|total)$"
        ),
        r"purchase (?:obligations|commitments)|unconditional purchase|future commitments|non-?cancell?able|"
        r"(?:contractual|cash) (?:cash )?(?:obligations|commitments)|payments? due",
        r"pension|fair value|total assets|goodwill|revenue|net income|deferred|shares|performance obligations",
        "Total commitments 12,125",
    ),
    RowRule(
        "table.backlog",
        DealType.SALES_CONTRACT,
        Payer.COUNTERPARTY,
        "customers",
        "backlog",
        r"^total (?:\w+ )?backlog$|^total remaining performance obligations?$",
        r"backlog|performance obligation",
        r"fair value",
        "Total backlog 404,381 377,499",
    ),
    RowRule(
        "table.lease_total",
        DealType.LEASE,
        Payer.FILER,
        "lessors",
        "lease payments",
        (
            r"^total (?:undiscounted |future |minimum |operating |remaining )*lease (?:payments|obligations|"
            r"commitments)(?: \(undiscounted\))?$"
        ),
        r"lease",
        r"fair value|total assets|sublease|receivable|lessor|lease cost|classification",
        "Total undiscounted lease payments 5,191",
    ),
)


class Entry(NamedTuple):
    """A rule with its patterns compiled."""

    label: re.Pattern[str]
    table: re.Pattern[str]
    unless: re.Pattern[str]
    rule: RowRule


COMPILED = tuple(Entry(pattern(rule.label), pattern(rule.table), pattern(rule.unless), rule) for rule in ROWS)

"""The words a told sentence may use. Data only: a word that is here, or in the quotes it rests on, is a plain word."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pipeline.lexis.measures import ONES, SCALES, TENS
from pipeline.lexis.wordlist import words

PLAIN: Final = frozenset(
    words(
        "a about after again against all also an and any are as at back based be because been before being both but "
        "by can did do does during each either every far for from had has have held hold holds how if in into is it "
        "its itself later less like longer may might must no nor not nothing now of off on once only or other "
        "otherwise out over same set several since so some still such than that the their them then there these "
        "they this those through to together total toward under until up upon use used uses was way were what when "
        "where whether which while who whom will with within without would yet "
        "accounts agree agreed agrees agreement approve approved approval begin begins begun binding borrow "
        "borrowed bought bound bring brought business buy call cancel cancelled capacity certain charge claim clear "
        "close closes come comes closing commit committed commits company complete completed computing condition "
        "conditions contract court date deal deals deliver delivered depend dispute document drop dropped due "
        "earlier end ended ends expect expected expects fee final follow form full get gets good goods got given "
        "guarantee hope hopes intend intends intent invest invested investment joint keep kind law lawsuit lease "
        "leases lend lent let lets letter licence licensed loan loans longer made mainly make makes matter meet "
        "memorandum met money more need needs new next nobody notes obligation outline owe own owned owns paid part "
        "partner partners partnership parts pay payment payments period plan planned plans price programme promise "
        "promised promises provide provided purchase raise receive received regulator regulators rent rented repay "
        "repaid report reported reports right rights rule rules said sale sales say says sell service services "
        "settle settled settlement share shares side sign signed sold space spend spent stake subject supply take "
        "takes taken talks term terms time took understanding venture warrant worked works work worth"
    )
)
"""Plain words of any briefing. Verbs of paying and being paid stand here too: who does what is checked apart."""

THINGS: Final = frozenset(
    words(
        "advertising aircraft assembly assets bonds brands buildings capital cash cloud computing consulting "
        "content cooling credit customer customers data design development distribution drugs electricity energy "
        "engineering equipment facilities facility fibre fuel games gas hardware hosting infrastructure insurance "
        "inventory inventories joint land large-scale leasing liabilities licensing logistics long-term maintenance "
        "manufacturing marketing materials media medicines memory multi-year network networks offices oil operating "
        "packaging patents plants platform power preferred product production products property real receivables "
        "research retail satellite securities senior servers short-term silicon software solar stock storage studio "
        "studios supplies systems technology test testing tools trademarks transport treasury unsecured wafers "
        "warehouses water wind wireless"
    )
)
"""Common words for what is bought and sold: a quote that raises them in a defined term proves them all the same."""

SHORT_FORMS: Final = frozenset(
    words("AI API ASIC CPU DRAM EU EV GPU HBM IT LLM LNG NAND PC SSD TV UK African American Asian British Canadian")
    + words("Chinese Dutch European French German Indian Irish Israeli Italian Japanese Korean Spanish Swiss Taiwanese")
)
"""No names of anybody, and written in capitals; allowed where a quote has them."""

JUDGING: Final = frozenset(
    words(
        "advise advised attractive bad bargain bearish beneficial best better big biggest bold boost bullish cheap "
        "clearly consider critical crucial disappointing downside dramatic dramatically enormous essential excellent "
        "exciting expensive extraordinary favorable fortunately game-changing generous giant great greatest "
        "groundbreaking healthy historic huge immense important impressive incredible landmark large leading luckily "
        "lucrative major massive milestone negative notable obviously opportunities opportunity ought outstanding "
        "overvalued perfect poor positive powerful promising recommend recommended remarkable risky robust sadly "
        "should significant significantly sizable smart solid strategic strong stunning successful successfully "
        "surprising surprisingly terrible tremendous troubling undervalued unfortunately upside valuable vast weak "
        "winner wise worrying worse worst"
    )
)
"""Words that judge or advise: no page says them, whoever said them first."""

NUMBER_WORDS: Final = (
    frozenset(ONES)
    | frozenset(TENS)
    | frozenset(SCALES)
    | frozenset(f"{scale}s" for scale in SCALES)
    | frozenset(
        words(
            "dozen dozens half halves double doubled doubles twice triple tripled thrice fold tenfold twofold couple "
            "pair third thirds fourth fifth sixth first second majority minority most percent percentage"
        )
    )
)
"""Words that count. One that is no part of a proved figure is a figure nobody proved."""

ORDINALS: Final = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
"""Said of a quarter or half."""

UP: Final = frozenset(words("rose rise rises grew grow grows grown increased increase higher gained up climbed"))
DOWN: Final = frozenset(words("fell fall falls fallen dropped drop decreased decrease declined lower down shrank"))
COMPARED: Final = re.compile(r"\ba year (?:earlier|before|ago)\b|\bthe year before\b")


class Verb(NamedTuple):
    """A verb by which money moves. ``gives``: its subject pays. ``noun``: its base form is also a noun."""

    base: str
    present: str
    past: tuple[str, ...]
    gives: bool
    noun: bool = False


def _verb(base: str, past: str, *, gives: bool, noun: bool = False) -> Verb:
    first, _, rest = base.partition(" ")
    third = first + ("es" if first.endswith(("s", "sh")) else "s") if not first.endswith("ly") else first[:-1] + "ies"
    return Verb(base, f"{third} {rest}".strip(), tuple(past.split("|")), gives, noun)


VERBS: Final = (
    *(
        _verb(base, past, gives=True)
        for base, past in (
            ("pay", "paid"),
            ("buy", "bought"),
            ("invest", "invested"),
            ("lend", "lent"),
            ("owe", "owed"),
            ("repay", "repaid"),
            ("spend", "spent"),
            ("acquire", "acquired"),
            ("take over", "took over|taken over"),
            ("give", "gave"),
            ("hold", "held"),
        )
    ),
    *(
        _verb(base, past, gives=True, noun=True)
        for base, past in (
            ("purchase", "purchased"),
            ("order", "ordered"),
            ("rent", "rented"),
            ("fund", "funded"),
            ("finance", "financed"),
            ("guarantee", "guaranteed"),
        )
    ),
    *(
        _verb(base, past, gives=False)
        for base, past in (
            ("sell", "sold"),
            ("receive", "received"),
            ("borrow", "borrowed"),
            ("get", "got|gotten"),
            ("collect", "collected"),
            ("deliver", "delivered"),
            ("provide", "provided"),
        )
    ),
    *(
        _verb(base, past, gives=False, noun=True)
        for base, past in (("supply", "supplied"), ("raise", "raised"), ("issue", "issued"), ("ship", "shipped"))
    ),
)
"""Every verb by which one side pays the other. What is paid by a verb that is not here is not told."""

GAP: Final = frozenset(
    words(
        "a agree agreed agrees also and announced binding can committed commits contract expects has have hopes in "
        "intends intent is it letter longer may memorandum might must no not now of on only plan plans "
        "promised promises said says signed still this to understanding under wants will work would"
    )
)
"""All that may stand between the one who acts and the verb: anything else might change who acts."""

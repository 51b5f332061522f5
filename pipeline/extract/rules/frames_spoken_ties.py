"""Who buys from whom and who owns whom, as officers say it on a call without a sum: "we buy a lot of Osprey"."""

from __future__ import annotations

from pipeline.extract.rules.frames import MONEY, PERCENT, Frame
from pipeline.records import Binding, DealType, Payer

_FILER, _OTHER = Payer.FILER, Payer.COUNTERPARTY
_SYSTEMS = (
    r"(?:gpus?|chips?|accelerators?|processors?|servers?|racks?|systems|clusters?|units|robots|machines|engines|"
    r"satellites|turbines)\b"
)
_WE_ARE = r"(?:we're|we are|we've been|we have been|us being|we being)"
_THOUGHT = r"\bif\b|could|would|might|hypothetical|let's say|suppose|imagine"

FRAMES: tuple[Frame, ...] = (
    Frame(
        name="ties.our_customer",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("customer",),
        cue=r"(?:they're|they are|(?:is|are|remains?|has been|have been)(?: also)?) (?:an? |one of )?(?:\w+ ){0,3}?"
        r"customers? of (?:ours|us)\b|"
        r"(?:is|are|remains?|has been|have been)(?: also)? (?:one of |among )?our (?:\w+ ){0,3}?customers?\b",
        unless=_THOUGHT + r"|who (?:is|are)|what (?:is|are)|feedback|\bnot (?:an? |our )",
        slots=("is_customer",),
        needs=(),
        what="contract with the customer",
        mention=True,
        pronoun=True,
        rank=67,
        example="They're a customer of ours as well as us being a customer of theirs.",
    ),
    Frame(
        name="ties.their_customer",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.UNCLEAR,
        keys=("customer",),
        cue=rf"{_WE_ARE} (?:also )?(?:an? |one of )?(?:the |their )?(?:\w+ ){{0,3}}?customers? of (?!ours)",
        unless=_THOUGHT,
        slots=("customer_of",),
        needs=(),
        what="bought as a customer",
        mention=True,
        pronoun=True,
        rank=67,
        example="They're a customer of ours as well as us being a customer of theirs.",
    ),
    Frame(
        name="ties.we_buy",
        type=DealType.PURCHASE_COMMITMENT,
        payer=_FILER,
        binding=Binding.UNCLEAR,
        keys=("buy", "purchas", "sourc", "bought", "procur"),
        cue=r"\bwe(?:'re|'ve| are| have| also| do| still)* (?:also )?(?:buy|buying|bought|purchase|purchasing|source|"
        r"sourcing|procure) (?:an? )?(?:lot|lots|plenty|ton|tons|many|much|more|most|lot more|number) (?:of )?",
        unless=_THOUGHT + r"|shares|stock\b|stake|companies|businesses|properties|power|energy|bought back|media|"
        r"renewable",
        slots=("bought_of",),
        needs=(),
        what="purchases from the supplier",
        mention=True,
        rank=67,
        example="We buy a lot of Osprey, and we will for as long as I can see.",
    ),
    Frame(
        name="ties.deploys",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.UNCLEAR,
        keys=("partner", "working with", "collaborat", "teaming", "teamed"),
        cue=r"(?:partner\w*|working|collaborat\w+|team(?:ed|ing) up) with .{0,60}? to (?:deploy|build|launch|stand up|"
        r"bring up|roll out|install) .{0,90}?(?:powered by|built (?:on|with)|based on|running on|equipped with|of|"
        r"with) (?:our|we)\b|"
        r"(?:partner\w*|working|collaborat\w+|team(?:ed|ing) up) with .{0,60}? to (?:deploy|launch|stand up|install) "
        r".{0,90}?powered by ",
        unless=_THOUGHT + r"|powered by (?:their|its)\b",
        slots=("with",),
        needs=(),
        what="systems to be deployed",
        mention=True,
        rank=66,
        example="We are partnering with Osprey to deploy a large cluster powered by FX9 accelerators.",
    ),
    Frame(
        name="ties.trains_on",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("train", "running", "runs", "built on", "building on"),
        cue=r"(?:training|running|serving|trains|runs|trained|building) .{0,70}? on (?:top of )?(?:our|we)\b|"
        r"(?:we're|we are|we've been) (?:doing|building|scaling|delivering|running) with .{0,70}?(?:training|running|"
        rf"serving|deploying|building) .{{0,90}}? on (?:top of )?.{{0,40}}?[\d,]+ (?:\w+ )?{_SYSTEMS}",
        unless=_THOUGHT + r"|customers? (?:is|are) (?:training|running)",
        slots=("is_training", "done_with"),
        needs=(),
        what="capacity used by the customer",
        mention=True,
        rank=66,
        example="You see it in the project that we're doing with Osprey, where they're training their next model on "
        "200,000 FX9 chips.",
    ),
    Frame(
        name="ties.deployed",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("deployed", "installed", "taken delivery", "bought", "purchased", "ordered"),
        cue=r"(?:has|have) (?:already |now )?(?:deployed|installed|taken delivery of|bought|purchased|ordered) "
        r"(?:over |"
        r"more than |nearly |about |another )?(?:(?:tens|hundreds|dozens) of (?:thousands? of )?|[\d,.]+ (?:million |"
        rf"thousand )?)(?:of )?(?:our )?(?:\w+ ){{0,3}}?{_SYSTEMS}",
        unless=_THOUGHT + r"|\bwe (?:have |also |now )*(?:deployed|installed|bought|purchased|ordered)|competitor",
        slots=("deployed",),
        needs=(),
        what="systems bought",
        mention=True,
        rank=67,
        example="Osprey, for example, has already deployed tens of thousands of FX9 chips.",
    ),
    Frame(
        name="ties.building_for",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("building", "constructing", "manufacturing", "supplying"),
        cue=rf"{_WE_ARE} (?:now |also |currently )?(?:building|constructing|manufacturing|supplying) (?:over |more "
        rf"than |"
        r"another )?(?:\d+|two|three|four|five|six|ten|several|multiple|many|dozens of) (?:\w+ ){1,4}for ",
        unless=_THOUGHT + r"|for (?:the|our|a|an|all|future|ourselves)\b(?! \w+ \w+,)",
        slots=("built_for",),
        needs=(),
        what="built for the customer",
        mention=True,
        rank=67,
        example="To give you an idea, we're building 12 data centers for Osprey.",
    ),
    Frame(
        name="ties.added",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.FIRM,
        keys=("customers",),
        cue=r"\b(?:added|adding|welcomed) [^.;]{0,80}? to (?:the|our) (?:\w+ ){0,3}?(?:list|roster|base|set|family) of "
        r"[^.;]{0,40}?customers",
        unless=_THOUGHT,
        slots=("added",),
        needs=(),
        what="contract with the customer",
        mention=True,
        rank=67,
        example="This quarter, we added Osprey and Wren to the growing list of our network customers.",
    ),
    Frame(
        name="ties.adopted",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.UNCLEAR,
        keys=("adoption", "adopted"),
        cue=r"(?:adoption|adopted) .{0,40}?(?:across|by|among) .{0,90}?(?:customers|companies|providers|csps|"
        r"hyperscalers|makers|enterprises|labs)\b.{0,20}?(?:including|such as|like) ",
        unless=_THOUGHT,
        slots=("like",),
        needs=(),
        what="systems bought",
        mention=True,
        rank=69,
        example="Adoption is widespread across cloud providers and consumer companies, including Osprey and Wren.",
    ),
    Frame(
        name="ties.adopter",
        type=DealType.SALES_CONTRACT,
        payer=_OTHER,
        binding=Binding.UNCLEAR,
        keys=("adopter", "launch customer", "first customer", "lead customer"),
        cue=r"(?:is|are|was|were|as) (?:an? |the |one of the |our )*(?:initial|first|early|lead|launch|leading) "
        r"(?:adopters?|customers?)\b",
        unless=_THOUGHT,
        slots=("is_adopter",),
        needs=(),
        what="systems bought",
        mention=True,
        rank=68,
        example="Osprey is an initial adopter of the switch, which doubles the speed between chips.",
    ),
    Frame(
        name="ties.stake_gain",
        type=DealType.EQUITY_INVESTMENT,
        payer=_FILER,
        binding=Binding.DONE,
        keys=("investment in", "stake in", "holding in", "interest in", "investments in", "position in"),
        cue=r"(?:gains?|loss(?:es)?|mark-?ups?|mark-to-market|remeasurement|appreciation|write-?ups?|write-?downs?|"
        r"revaluation|valuation) .{0,60}?(?:related to|relating to|from|on|of|in|associated with|tied to) our "
        r"(?:\w+ ){0,3}?(?:investments?|stakes?|holdings?|interests?|position) in ",
        unless=_THOUGHT + r"|securities|infrastructure|interest income",
        slots=("our_stake",),
        needs=(),
        what="stake",
        mention=True,
        rank=60,
        example="Net income includes a pretax gain of $1.2 billion related to our investment in Quill.",
    ),
    Frame(
        name="ties.venture",
        type=DealType.JOINT_VENTURE,
        payer=_FILER,
        binding=Binding.UNCLEAR,
        keys=("joint venture", "jv"),
        cue=r"(?:joint venture|\bjv) (?:that |which )?we(?:'ve| have)? (?:also |just |recently )?(?:announced|formed|"
        r"established|signed|created|entered into|set up|closed) .{0,20}?with ",
        unless=_THOUGHT,
        slots=("with",),
        needs=(PERCENT, MONEY),
        floor=10_000_000,
        what="part of the costs",
        rank=20,
        example="The JV that we announced with Osprey Capital lets us build in step with our needs.",
    ),
)

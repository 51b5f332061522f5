"""Which words in front of a party and behind it say what part it plays, each with the words that made it necessary.

Patterns are written for ``text.pattern``: a blank is any white space; `` .. `` and `` ~ `` are gaps.
"""

from __future__ import annotations

# Words in front of a party. They end where the party begins.
_WHOLE = (
    r"(?: (?:all|substantially|the|of|outstanding|issued|and|remaining|equity|capital|stock|shares|share|interests?|"
    r"interest|"
    r"assets|business(?:es)?|a|an|majority|minority|controlling|certain|entire|membership|common|in|\d[\d.]*%|"
    r"\d[\d,]+|ownership|"
    r"voting|securities|units|its|their|from|privately[- ]held|company|startup|developer|provider|operator|maker|"
    r"leading|operations))*"
)
_DEAL_NOUN = (
    r"(?:agreements?|contracts?|arrangements?|partnerships?|collaborations?|transactions?|alliance|joint ventures?|"
    r"jvs?|"
    r"deals?|"
    r"relationships?|deposits?|prepayments?|memorandum of understanding|letter of intent|term sheet|orders?|"
    r"commitments?|settlements?|"
    r"merger|lease|license|venture|ventures|engagement|facility|loan|placement|offering|sale|exchange)"
)
SLOTS: dict[str, str] = {
    # "we entered into an agreement with Alder Networks to ..."
    "with": rf"\b(?:{_DEAL_NOUN} .{{0,70}}?with|(?:partner|partnered|partnering|merge|merged|work|working|contracted|"
    rf"contract|settled|"
    r"collaborat\w+|agreed|signed|together|jointly|signing|deal|invest) with|(?:and|by) and between .{0,60}? and|"
    r"between us and|between we and|"
    r"between the company and)(?: (?:affiliates?|subsidiar(?:y|ies)|certain|funds|entities|managed|an|a|the|its|one|"
    r"of|by|or|"
    r"advised|accounts|wholly[- ]owned))*",
    # "acquired all outstanding shares of Alder Networks"
    "acquired": (
        rf"\b(?:acquir(?:e|ed|ing)|acquisitions? of|purchased?|purchase of|buy|bought|merger with|merge with|"
        rf"takeover of|combination with)(?! from){_WHOLE}"
    ),
    # "acquired from Borel and Osprey Holdings certain assets, subject to certain liabilities, of Osprey"
    "assets_of": (
        r"\b(?:acquir(?:e|ed|ing)|purchased?|bought|buy) from .{1,90}? (?:assets|shares|stock|business(?:es)?|"
        r"operations|interests?)(?:,[^,;]{0,50},)? (?:of|in)"
    ),
    # "completed the sale of our Pump business to Borel Capital"
    "to": (
        r"\b(?:to|by)(?: (?:affiliates?|subsidiar(?:y|ies)|funds|an|a|the|certain|of|by|managed|entities|"
        r"advised|accounts|or))*"
    ),
    # "acquired the Pump business from Borel"
    "from": r"\b(?:from|of|by)(?: (?:affiliates?|subsidiar(?:y|ies)|funds|an|a|the|certain|of|by|managed))*",
    # "invested $2 billion in Quill AI"
    "invested": r"\b(?:in|interest in|stake in|of|into|invest(?:ed|ment|ing)? in|equity in|shares of)"
    # "invested $75 million in convertible debt instruments issued by Quill"
    r"(?: (?:the|a|an|common|preferred|stock|shares|series|of|newly|issued|convertible|privately|held|company|by|debt|"
    r"notes|instruments|redeemable|ordinary|preference|units))*",
    # "a settlement with the State of Ohio"
    "settled": r"\b(?:settle\w*|resolv\w*|agreement|judgment|decree|verdict|award|fine|penalty|lawsuit|litigation|"
    r"claims?|dispute)"
    r" .{0,60}?(?:with|by|from|against|to)(?: (?:the|a|an|certain))*",
    # "the jury awarded Alder Chips $3.0 billion in damages"
    "awarded": (
        r"\b(?:award(?:ed|ing|s)?(?: damages)?(?: to)?|in favor of|damages to|verdict for)(?: (?:the|"
        r"plaintiffs?))*"
    ),
    # "issued a warrant to Alder"
    "given": r"\b(?:to|with|by)(?: (?:the|a|an|certain|affiliates?|of))*",
    # "we keep working closely with Tarn on the capacity"
    "alongside": r"\bwork(?:ing|ed)?(?: \w+ly)? with",
    # "to provide the delivery of 130 MW by Osprey"
    "by_supplier": r"\b(?:by|and)",
    # "a settlement with Osprey resulted in the Company receiving $219 million"
    "settlement_with": r"\bsettlement(?: agreement)?(?: was)?(?: reached)? with(?: the)?",
    # "we contributed to Quarry Fab assets of $1.3 billion"
    "contributed_to": r"\bcontributed [^;$]{0,30}?to(?: the)?",
    # "we filed a complaint against Osprey"
    "sued": r"\b(?:against|sued)(?: (?:the|a|an|certain|affiliates?|of|subsidiaries))*",
    # "we have committed to spend $2 billion with Osprey"
    "spent": r"\b(?:spend|spent|buy|purchase|order)\b[^;]{0,50}? (?:with|from)(?: the)?",
    "issued": r"\b(?:issued|granted|gave)(?: to)?",
    # "the capacity reserved for Osprey"
    "reserved": r"\b(?:reserved|dedicated|committed|contracted) (?:for|to)(?: the)?",
    # "required to pay Tarn Health a termination fee"
    "paid": r"\b(?:pay|paid|paying|owe|owed)(?: to)?(?: the)?",
    # "which obliges Quill to pay up to $6.5 billion"
    "obliges": r"\b(?:obliges?|requires?|commits)",
    # "customers such as Finch Labs and Robin AI"
    "like": r"\b(?:like|such as|including|customers?|with)(?: (?:the|our|new))*",
    # "we will be acquired by Tarn", "a subsidiary of Tarn"
    "by_whom": r"\b(?:acquired by|subsidiary of)(?: (?:the|an?))*",
    # "we and Alder agreed to terminate the supply agreement"
    "together": r"\b(?:we|company) and",
    # "of that amount, $2 billion relates to systems ordered from Osprey"
    "part_of": (
        r"\b(?:relates? to|related to|is with|was with|are with|is for|with|from|owed to|payable to)(?: (?:the|"
        r"our|an?))*"
    ),
    # "us being a customer of Osprey"
    "customer_of": r"\bcustomers? of(?: the)?",
    # "we buy a lot of Osprey"
    "bought_of": (
        r"\b(?:buy|buying|bought|purchase|purchasing|source|sourcing|procure)(?: (?:an?|lots?|plenty|tons?|of|many|"
        r"much|"
        r"more|most|number|products?|chips|gpus|equipment|from|the))+"
    ),
    # "the project that we're doing with Osprey"
    "done_with": r"\b(?:doing|building|scaling|delivering|running) with(?: the)?",
    # "we're building 12 data centers for Osprey"
    "built_for": r"\b(?:building|constructing|manufacturing|supplying) [^.;]{3,60}? for(?: the)?",
    # "we added Osprey and Wren to the list of our customers"
    "added": r"\b(?:added|adding|welcomed)(?: both)?",
    # "the fine imposed by the Elm Competition Authority"
    "imposed_by": r"\b(?:imposed|levied|assessed|issued) (?:on us )?by(?: the)?",
    # "we held 41 million shares of Quill Motors"
    "shares_of": r"\b(?:shares|units|adss?) (?:of|in)(?: the)?",
    # "our equity investment in Quill Motors"
    "holding_of": r"\b(?:investments?|stake|interest|holding) in(?: the)?",
    # "a fund managed by Quartz Capital"
    "managed_by": r"\b(?:managed|advised|sponsored)(?: or \w+)? by(?: affiliates of)?(?: the)?",
    # "a gain related to our investment in Quill"
    "our_stake": r"\bour (?:\w+ ){0,3}?(?:investments?|stakes?|holdings?|interests?|position) in(?: the)?",
    "between": r"\b(?:between|among)(?: (?:the|us|we|company|and|its|subsidiar\w+|by))*",
    "guaranteed": (
        r"(?:\$[\d.,]+ (?:million |billion )?of|\b(?:(?:obligations?|debt|borrowings|indebtedness|loans?) of|behalf "
        r"of|favor of|for|by|to))"
        r"(?: (?:the|a|an|our|certain|joint|venture|affiliate|investee|lessee))*"
    ),
    "venture": r"\b(?:joint ventures?|partnership|venture|collaboration|alliance) .{0,50}?(?:with|between us and|"
    r"between we and|called|named|,)"
    r"(?: (?:the|a|an|affiliates?|of))*",
    "licensed": (
        r"\b(?:licen[sc]e\w*|royalt\w+|rights|content|distribut\w+) .{0,60}?(?:with|from|to|by|of)(?: (?:the|a|"
        r"an))*"
    ),
    "customers": r"\b(?:sales to|revenues? from|revenues? that came through|sold to|customers?,|customers? such as|"
    r"including|supplier,|purchases from|"
    r"customers? (?:like|including)|from our largest customer,|from)(?: (?:the|our|customer|largest|affiliates?|and|"
    r"its|of))*",
    "lender": (
        r"\b(?:with|by|from|to|among)(?: (?:the|a|an|one|of|certain|affiliates?|funds|or|accounts|managed|"
        r"advised))*"
    ),
}

# Words behind a party.
TAILS: dict[str, str] = {
    # "Quill has committed to pay us up to ..."
    "commits": r"(?:,? inc\.?)?,?(?: (?:who|which|has|have|also|will|has also|had|is))? (?:commit(?:ted|s)|agree[ds]|"
    r"plans?|intends?|contracted|"
    r"sign(?:ed|s)|is expected|will pay|agreed|undert(?:ook|aken)|prepaid|selected|chose|has chosen|awarded|ordered|"
    r"placed|is obligated|is required|is committed|had \$|had (?:\w+[\- ]){1,4}orders?)",
    # "the Company and Tarn, Inc. ("Tarn") entered into a merger agreement"
    "signs": (
        r"(?:,? (?:inc|llc|ltd|corp)\.?)?(?: \([^)]{0,60}\)| \"\))?,?(?: (?:each|together|have|"
        r"has))* (?:entered into|executed|signed|formed)"
    ),
    # "Borel acquired the tower rights for an upfront payment"
    "buys": (
        r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|will|would|agreed|to))* (?:acquir(?:e|ed)|purchas(?:e|ed)|"
        r"bought|buy|invest(?:ed)?|pay|paid)"
    ),
    # "the Wren matter was resolved for $35 million"
    "matter": r" (?:matter|case|lawsuit|litigation|dispute)s?\b",
    # "Osprey holds the warrant to buy our shares"
    "holder": r" (?:holds?|has|received|owns?|was (?:granted|issued))\b",
    # "capacity that Osprey cannot sell to others"
    "unsold": r" (?:cannot|can't|could not|does not|doesn't) (?:sell|use|lease)",
    # "what Osprey cannot sell, and we guaranteed its rent"
    "its": r"[^;]{0,140}?\b(?:its|their) (?:rent|lease|debt|obligations?|payments?|loans?)\b",
    # "Borel sold its pump business to the Company"
    "sells": r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|also|had))* (?:sold|divested)",
    # "Borel made up a seventh of our revenue"
    "share": r"(?: \([^)]{0,60}\))?,?(?: and (?:its|their) affiliates?(?: \([^)]{0,40}\))?,?)?(?: each)?(?: (?:also|"
    r"together|has|have|historically))?"
    r" (?:account|represent|compris|constitut|contribut|generat|ma[kd]e|was|at|for \d)",
    # "Osprey has selected our platform"
    "picks": r",?(?: (?:has|have|is|are|will|also))* (?:select|chos|adopt|deploy|standardiz)",
    # "Tarn will be required to pay us a termination fee"
    "pays": r",?(?: (?:will|would|may|could|must|shall|is|be|required|obligated|to))+ pay\b",
    # "Borel has guaranteed up to $600 million of our rent"
    "guarantees": r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|had|also))* guarantee[ds]?\b",
    # "Elm Partners contributed $0.8 billion to the venture"
    "contributes": r",?(?: (?:has|have|also|each))* contributed\b",
    # "$2.5 billion for a Wren settlement"
    "of_settlement": r" (?:\w+ )?settlement\b",
    # "Osprey, Inc. ("Osprey") filed a complaint against us"
    "sues": (
        r"(?:,? (?:inc|llc|ltd|corp)\.?)?(?:,? ?\([^)]{0,60}\))?(?:,[^,;.]{0,50},)?,?(?: (?:has|have|had|also|each|"
        r"subsequently|then|and|its|parent))* (?:filed|brought|commenced|initiated|served|submitted|instituted|lodged|"
        r"sued|asserted|sent) .{0,90}?(?:complaint|lawsuit|suit|petition|claims?|action|proceedings?|demand|"
        r"arbitration|"
        r"us|we|company)\b|(?: (?:also|now|is|are|appear(?:s|ed)? to be))* (?:seeks?|seeking|demands?|claims?) "
        r".{0,40}?[$€£]"
    ),
    # "and Osprey still owns half of the units"
    "owns": (
        r"(?: \([^)]{0,60}\))?,?(?: (?:has|have|will|to|continue[sd]?))* (?:own|hold|retain)(?:s|ed|"
        r"ing)?\b.{0,20}?\d"
    ),
    # "Osprey Software ("Osprey") may include our model in its products and keeps 20% of the price"
    "keeps": (
        r"(?: \([^)]{0,60}\))?,? (?:may|will|can|could|includes?|sells?|offers?|distributes?|resells?|and|"
        r"retains?|keeps?)\b.{0,90}?(?:retains?|keeps?|receives?|is entitled to|pays?|shares?) .{0,30}?\d"
    ),
    # "the pending Tarn acquisition"
    "bid": r" (?:acquisition|merger|takeover)\b",
    # "the Osprey deal we announced in September"
    "deal": r" (?:deal|contract|agreement|order|partnership)\b",
    # "the Elm Competition Authority imposed a fine"
    "fines": r"(?: \([^)]{0,40}\))?,?(?: (?:has|have|had|also|subsequently))* (?:imposed|fined|announced|issued|"
    r"assessed|"
    r"levied)\b",
    # "Osprey is also one of our largest customers"
    "is_customer": r",?(?: (?:is|are|was|remains?|has|have|been|also|now|still|an?|one|of|our|among|the))+ (?:\w+ "
    r"){0,3}?"
    r"customers?\b",
    # "Osprey is training its next model on our systems"
    "is_training": r",?(?: (?:is|are|has|have|been|will|be|also|now|already))* (?:training|running|serving|building|"
    r"trains|"
    r"runs|trained)\b",
    # "Osprey is an initial adopter of the switch"
    "is_adopter": r",? (?:is|are|was|were|as) (?:an? |the |one of the |our )*(?:initial|first|early|lead|launch|"
    r"leading) "
    r"(?:adopter|customer)",
    # "it lies with Quill Computing, in which we have an ownership interest of 29%".
    "in_which": r"(?: \([^)]{0,40}\))?,?[^.;$]{0,60}? in which we (?:have|hold|own)\b",
    # "Osprey, for example, has already deployed tens of thousands"
    "deployed": r"(?:, for (?:example|instance),)? (?:has|have) (?:already |now )?(?:deployed|installed|taken delivery|"
    r"bought|purchased|ordered)\b",
    # "Borel's 60 megawatt campus lease"
    "owner": r"'s? ",
}

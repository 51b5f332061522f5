"""Words of names that say little about whose name it is. Data only."""

from __future__ import annotations

from typing import Final

from pipeline.lexis.wordlist import words

COMMON: Final = frozenset(
    words(
        "advanced affiliated alliance allied alpha american applied associated atlantic bank bay beta blue bureau "
        "capital central century china city civil cloud coast community consolidated continental core court credit "
        "data delta department digital direct dynamic east eastern electric electronic electronics energy "
        "enterprise entertainment environmental equity european express federal fidelity financial first food foods "
        "fund general gas global golden government great green gulf hardware health healthcare heritage home horizon "
        "hospital hotel industrial industries innovative insurance integrated interactive international internet "
        "investment investments japan korea land legacy life lake liberty lone management marine media medical "
        "merchants metro metropolitan mid midwest ministry mobile mountain municipal mutual national net network "
        "networks new next north northern northwest office oil old one open orange pacific paper partners people "
        "petroleum pharmaceutical pioneer planet power premier prime private professional public pure quality quantum "
        "rail real red regional republic resources river royal safe saint san santa science sea secure security select "
        "semiconductor service services silver smart social solar southern south southwest standard star state "
        "states steel sterling strategic summit sun super superior supply systems taiwan technologies technology "
        "texas the titan trans transport tri true trust twin union united universal urban us utilities valley "
        "venture ventures vision vista water wells west western white wind wireless wood world young zero commission "
        "agency authority county district company customer supplier lender investor holder party"
    )
)
"""A name that begins with one of these and shares nothing else is another: American Tower is not American Express."""

KINDS: Final = frozenset(
    words(
        "platforms technologies technology systems solutions software labs laboratories laboratory international "
        "worldwide global usa us america americas europe industries enterprises electronics communications services "
        "financial brands foods energy health healthcare pharmaceuticals therapeutics com ai inc networks networking "
        "semiconductor semiconductors computer computing devices motors media entertainment capital partners "
        "management opco operating subsidiary"
    )
)
"""What is often left out when a company is called by its name: Alder Technologies is Alder in the next document."""

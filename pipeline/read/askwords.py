"""What operators say between two questions, and how those who ask speak, as data with sentences that made it so."""

from __future__ import annotations

import re
from typing import Final

_GO_AHEAD = (
    r"(?:(?:your|the)\s+line\s+is\s+(?:now\s+)?(?:open|live)|(?:please\s+)?go\s+ahead"
    r"|(?:please\s+)?proceed(?:\s+with\s+your\s+question)?|you\s+may\s+(?:now\s+)?(?:ask|proceed|begin|go\s+ahead))"
)

CALLED: Final = re.compile(
    r"(?:(?:one|a)\s+moment[,.]?\s+(?:please\s+)?for\s+(?:our|the|your)\s+(?:next|first|final|last)\s+question\W{0,2}\s+)?"
    r"(?:and\s+|we\s+have\s+)?(?:(?:your|our|the|this|a)\s+)?(?:(?:next|first|final|last|following|another)\s+)?"
    r"(?:question\s+(?:today\s+|now\s+)?(?:is\s+|comes\s+|will\s+come\s+|will\s+be\s+|coming\s+)?(?:coming\s+|today\s+)?"
    r"(?:from|with|to\s+the\s+line\s+of)"
    r"|that\s+(?:will\s+come|comes|is)\s+from\s+the\s+line\s+of"
    r"|(?:we['’]ll|we\s+will|let['’]?s|we\s+can)\s+(?:now\s+|next\s+)?(?:go|move|turn)\s+(?:on\s+|next\s+)?to\s+(?:the\s+line\s+of))"
    r"\s+",
    re.IGNORECASE,
)
"""One who asks is called: "Our next question comes from the line of Ann Lee", "And that will come from the line of"."""

WHO: Final = re.compile(
    r"(?:the\s+line\s+of\s+)?(?P<name>[^\W\d_][^,;:?!\n]{1,48}?)"
    r"(?:,?\s+(?:(?:an?\s+)?(?:senior\s+)?analyst\s+)?(?:with|from|of|at)\s+(?P<firm>[^;:?!]{2,60}?))?"
    r"(?=[.,]?\s*(?:$|\b(?:please|your|you|go|proceed|and|who|can|thanks|thank|hi)\b)|(?<!\b[A-Z])[.,]\s+[A-Z0-9\"“])",
    re.IGNORECASE,
)
"""The name and firm behind such words: "the line of Ann Lee with D.A. Example. Please go ahead."."""

HANDED: Final = re.compile(rf"\b{_GO_AHEAD}\b[.!,]*", re.IGNORECASE)
"""Words that give the floor to one who was called: "Your line is open.", "Please proceed with your question."."""

OPERATORS: Final = re.compile(
    r"\b(?:conference\s+operator|(?:press|pressing)\s+(?:the\s+)?star|star\s+(?:one|1)|on\s+(?:your\s+)?(?:telephone\s+)?keypad"
    r"|(?:lines|participants)\s+(?:have\s+been|are|will\s+be)\s+(?:placed\s+)?(?:on\s+mute|muted|in\s+a?\s*listen)"
    r"|listen[- ]only\s+mode|confirmation\s+tone|(?:question|q\s*(?:&|and)\s*a)\s+(?:queue|roster)"
    r"|(?:if\s+you\s+(?:would\s+like|wish)|in\s+order)\s+to\s+ask\s+a\s+question|^to\s+ask\s+a\s+question|withdraw\s+your\s+question"
    r"|(?:one|a)\s+moment,?\s+(?:please,?\s+)?(?:for|while)|stand\s+by\s+(?:while|as)|poll\s+for\s+questions"
    r"|limit\s+(?:yourself|yourselves|your\s+questions)"
    r"|(?:this|that)\s+(?:does\s+|will\s+)?(?:now\s+)?concludes?\s+(?:today|the|our|this)\b.{0,60}\b(?:call|conference|program|session|teleconference)"
    r"|(?:you|lines)\s+may\s+(?:now\s+)?(?:all\s+)?disconnect|disconnect\s+your\s+lines"
    r"|\[operator\s+instructions?\]|no\s+(?:further|more)\s+questions\s+(?:at\s+this\s+time|in\s+(?:the\s+)?queue))",
    re.IGNORECASE,
)
"""Words of those who run a call: "please press star 1", "All lines are on mute", "You may now disconnect."."""

TURNED_OVER: Final = re.compile(
    r"\b(?:turn|hand|pass)(?:ing)?\s+(?:it|(?:the|this|today['’]s)\s+(?:call|conference|floor|program|meeting|presentation))"
    r"\s+(?:back\s+)?(?:over\s+)?to\b",
    re.IGNORECASE,
)
"""The floor is given away: "I would now like to turn the conference over to Ann Lee"."""

FLOOR: Final = re.compile(
    r"\bline\s+is\s+(?:now\s+)?(?:open|live)\b|\bwith\s+your\s+question\b|\bplease\s+(?:go\s+ahead|proceed)\b|^proceed\b",
    re.IGNORECASE,
)
"""Words by which only an operator gives the floor; "Go ahead, Ann." is said among those who answer."""

BEGIN: Final = re.compile(r"\byou\s+may\s+(?:now\s+)?begin\b|^please\s+(?:go\s+ahead|proceed)\b", re.IGNORECASE)
"""What is said behind such words: "Ms. Lee, you may begin your conference."."""

LEGAL_WORDS: Final = re.compile(r"forward[- ]looking|non-gaap|securities\s+and\s+exchange", re.IGNORECASE)
"""Never said by an operator: "today's remarks include forward-looking statements"."""

ASKS: Final = re.compile(
    r"\b(?:wondering|curious|hoping\s+(?:you|to|we)|want(?:ed)?\s+to\s+(?:ask|follow|touch|go\s+back|clarify|understand|dig|double|check|see|jump)"
    r"|(?:can|could|would|will|do|did|are|have)\s+you\b|if\s+you\s+(?:can|could)|(?:my|first|second|other|quick|one|two|last)\s+"
    r"(?:\w+\s+)?(?:question|follow[- ]?up|clarification|part)s?"
    r"|(?:taking|take|ask|squeezing)\b.{0,20}\b(?:questions?|me\s+in)\b"
    r"|how\s+should\s+(?:we|i)|how\s+(?:do|are)\s+(?:you|we|i)|love\s+to\s+(?:hear|get|know)|any\s+(?:color|thoughts)|give\s+us|walk\s+us"
    r"|help\s+us|your\s+(?:thoughts|view|views|take))\b",
    re.IGNORECASE,
)
"""How those who ask speak, with or without a question mark: "I was hoping you could discuss", "any color on that"."""

THANKS: Final = re.compile(
    r"(?:(?:great|okay|ok|all\s+right|perfect|excellent|got\s+it|and|yes|yeah|very\s+(?:clear|helpful)|that['’]s\s+helpful|awesome|cool)[,.]?\s+)*"
    r"(?:thanks?|thank\s+you|appreciate\s+it|thx)(?:\s+(?:so|very|a|you))?(?:\s+(?:much|lot|again|all|guys|both))*[.!]*",
    re.IGNORECASE,
)
"""The end of a question: "Thanks so much.", "Great. Thank you."."""

ANSWERS: Final = re.compile(
    r"(?:\w+,\s+)?(?:well\b|yes\b|yeah\b|sure\b|no\b|look\b|right\b|absolutely\b|okay,|so,|so\s+(?:for|i|we|the)\b|first\s+of\s+all\b"
    r"|(?:good|great|interesting)\s+question|(?:that['’]s|it['’]s|that\s+is)\s+(?:a|an)\s+(?:\w+\s+)?(?:good|great|interesting|fair|excellent|very)"
    r"|(?i:thank\s+you|thanks),?\s+(?-i:[A-Z])\w+[,.]|(?:thank\s+you|thanks)\s+for\s+(?:the|your|that)\s+(?:\w+\s+)?question"
    r"|let\s+me\b|i['’]ll\s+(?:take|start)|i['’]m\s+(?:trying|not)|on\s+(?:the|your)\s+(?:first|second)|in\s+terms\s+of)",
    re.IGNORECASE,
)
"""How an answer begins: "Well, two things.", "Thank you, Ann. Good question.", "Sure.", "Let me start"."""

FOLLOWS: Final = re.compile(
    r"(?:great|okay|ok|got\s+it|perfect|thanks|thank\s+you|excellent|fair\s+enough|understood|all\s+right|and|makes\s+sense|well,\s+thank)\b",
    re.IGNORECASE,
)
"""How one who asks goes on: "Okay, fair enough.", "Great. Thanks. And," before a second question."""

GRATEFUL: Final = re.compile(
    r"(?:taking|squeezing|letting)\s+(?:\w+\s+){0,3}(?:questions?|in)\b|\bcongrat(?:s|ulations)\b|\bappreciate\s+(?:it|the\s+(?:color|answer))\b",
    re.IGNORECASE,
)
"""Said by those who ask and hardly by those who answer: "Thanks so much for taking my question."."""

GREETS: Final = re.compile(
    r"\bhow\s+(?:are\s+|is\s+)?(?:you|everyone|everybody)\s*(?:all|guys)?\s*(?:doing|today)?\?$", re.IGNORECASE
)
"""A question that is none: "Hey, how you doing?"."""

GOES_ON: Final = re.compile(
    r"\bmy\s+(?:\w+\s+)?(?:question|follow[- ]?up|clarification)s?\s+(?:is|was|would|on|for)\b", re.IGNORECASE
)
"""A second question: "And then my other clarification is that you said"."""

OWN: Final = re.compile(
    r"\b(?:we|our|us|ours|we['’](?:re|ve|ll))\b|^(?:i\s+(?:think|would|mean)|you\s+know)\b", re.IGNORECASE
)
"""How those speak who answer: "we expect", "I think you know that"."""

SECOND_PERSON: Final = re.compile(
    r"\b(?:you(?!\s+know)|your|you['’](?:re|ve|ll)|guys|should\s+(?:we|i)|how\s+do\s+(?:we|i))\b", re.IGNORECASE
)
"""A question put to somebody: "So is that what you expect?" - other than "And what about margins? Well"."""

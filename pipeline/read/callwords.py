"""The fixed words of earnings-call transcripts, as data. Each entry shows lines that made it necessary."""

from __future__ import annotations

import re
from typing import Final

PARTICIPANTS: Final = re.compile(
    r"(?:#+\s*)?"
    r"(?:(?:company|corporate|conference\s+call|call|earnings\s+call|management|other|sell[- ]side|investor)\s+)?"
    r"(?:partici?pi?ants?|attendees|executives|analysts|speakers|management|transcript\s+menu)\s*:?",
    re.IGNORECASE,
)
"""Over a list of who takes part: "Company Participants", "Conference Call Participiants", "Transcript menu"."""

PREPARED: Final = re.compile(
    r"\W*(?:presentation|(?:management\s+)?prepared\s+remarks"
    r"|(?:full\s+)?(?:conference\s+|earnings\s+)?call\s+transcript"
    r"|management\s+discussion(?:\s+section)?|transcript|corrected\s+transcript)\s*:?",
    re.IGNORECASE,
)
"""Over what is read out: "Prepared Remarks:", "## Presentation", "Full Conference Call Transcript"."""

QUESTIONS: Final = re.compile(
    r"\W*(?:questions?\s*(?:-|–|\s)?\s*(?:and|&)\s*(?:-|–|\s)?\s*answers?(?:\s+(?:session|section))?"
    r"|q\s*(?:&|and)\s*a(?:\s+(?:session|section))?)\s*:?",
    re.IGNORECASE,
)
"""Over the questions: "Questions & Answers:", "Question-and-Answer Session", "## Q&A"."""

_QUESTIONING = r"(?:questions?(?:[\s-]*(?:and|&)[\s-]*answers?)?|q\s*(?:&|and)\s*a)\b"
_LINE = r"(?:(?:call|floor|line|lines)\s+)"

QUESTIONS_SPOKEN: Final = re.compile(
    r"\b(?:(?:our|the|your|and|with)\s+(?:very\s+)?first\s+question\s+(?:today\s+)?"
    r"(?:is\s+(?:coming\s+)?|comes\s+|will\s+(?:be|come)\s+)?(?:from|is)\b"
    r"|(?:now|to)\s+(?:begin|start|conduct|be\s+conducting|open|take|move\s+(?:on\s+)?to|turn\s+to)\s+(?:up\s+)?"
    rf"(?:(?:the|our|your|a)\s+)?(?:{_LINE}(?:up\s+)?(?:for|to)\s+)?(?:(?:your|a)\s+)?(?:few\s+)?{_QUESTIONING}"
    r"|(?:let['’]?s|we['’]?ll|we will|we can|i['’]?d like to|you can|please|go ahead and)\s+(?:now\s+|go ahead and\s+)?"
    r"(?:open|turn|move|start|begin)\s+(?:it\s+)?(?:up\s+)?(?:over\s+)?(?:the\s+|our\s+)?"
    rf"{_LINE}?(?:up\s+)?(?:(?:for|to|with)\s+)?(?:(?:the|a)\s+)?(?:few\s+)?{_QUESTIONING}"
    rf"|now\s+open\s+the\s+call\s+up\s+for\s+{_QUESTIONING})",
    re.IGNORECASE,
)
"""Words that open the questions: "We will now begin the Q and A session.", "Our first question comes from the line
of Ann Lee.", "You can now open up the line for questions.\""""

AFTERWARDS: Final = re.compile(
    r"\b(?:after|following|later|at the (?:end|conclusion)|there will be|will be followed)\b", re.IGNORECASE
)
"""Words that only announce questions: "After the remarks there will be a question-and-answer session.\""""

TRAILER: Final = re.compile(
    r"(?:duration:\s*\d+\s*minutes?|call\s+participants:?|disclaimer|definitions"
    r"|this\s+article\s+(?:is\s+a\s+transcript|was\s+generated)|parts\s+of\s+this\s+article"
    r"|all\s+earnings\s+call\s+transcripts|more\s+\w+\s+analysis|copyright\s|\*?average\s+returns\s+of\s+all"
    r"|stocks\s+mentioned|preliminary\s+transcript:|edited\s+transcript:|read\s+more\s|©)",
    re.IGNORECASE,
)
"""What a publisher adds below the last words said: "Duration: 45 minutes", "This article was generated with"."""

BOILERPLATE: Final = re.compile(
    r"(?:print|i\s+agree|company\s+profile|\d+\s+of\s+\d+|powered\s+by\s.*|we\s+use\s+cookies\s.*"
    r"|indicates\s+agreement\.\s+see\s.*|image\s+source:.*|[-=_*.]{5,}|[QA])$",
    re.IGNORECASE,
)
"""Lines of the page around a printed transcript: "Print", "1 of 12", a cookie banner, a ruled line, a lone "Q"."""

TIME: Final = re.compile(
    r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?|(?:\d{1,2}h\s?)?\d{1,2}m(?:\s?\d{1,2}s)?|\d{1,2}h(?:\s?\d{1,2}s)?|\d{1,2}s"
)
"""When a speech begins: "0:31:05", "[00:12:33]", "1h 0m", "2m 44s", "38s"."""

NUMBERED_SPEAKER: Final = re.compile(
    r"(?:speaker[\s_#]*(?:\d{1,3}|[A-Z])"
    r"|(?:unidentified|unknown|unverified)\s+"
    r"(?:company\s+)?(?:speaker|analyst|executive|participant|representative|attendee))",
    re.IGNORECASE,
)
"""A speaker whose name the transcript does not have: "Speaker 11", "SPEAKER_04", "Unidentified Analyst"."""

OPERATOR: Final = re.compile(r"(?:(?:conference|call)\s+)?(?:operator|moderator|coordinator)", re.IGNORECASE)
"""Who runs the call: "Operator", "Conference Operator"."""

ROLE: Final = re.compile(
    r"\b(?:chief|officer|president|vice|director|chair(?:man|woman|person)?|ceo|cfo|coo|cto|cro|svp|evp|vp|head"
    r"|founder|co-founder|analyst|relations|treasurer|secretary|manager|managing|partner|executive|research"
    r"|general counsel|operator|moderator|representative|ir|division)\b",
    re.IGNORECASE,
)
"""A word of titles and never of names: "Senior Vice President", "Head of Investor Relations"."""

FIRM: Final = re.compile(
    r"\b(?:inc|llc|ltd|corp|corporation|company|co|plc|lp|n\.?v|group|securities|capital|bank|partners|research"
    r"|markets|stanley|sachs|chase|holdings|advisors|associates)\b\.?",
    re.IGNORECASE,
)
"""A word of firms' names: "Example Securities, LLC", "Example Bank"."""

NOT_A_NAME: Final = frozenset(
    (
        "call participants", "call transcript", "company participants", "company performance", "company profile",
        "conference call", "conference call participants", "corporate participants", "earnings call",
        "executive commentary", "executive summary", "financial highlights", "forward looking statements",
        "full transcript", "good afternoon", "good evening", "good morning", "industry glossary", "key takeaways",
        "market reaction", "operator instructions", "prepared remarks", "questions and answers", "risk factors",
        "search results", "stock advisor", "stocks mentioned", "thank you", "total revenue", "transcript menu",
    )
)  # fmt: skip
"""Headings and greetings of two or three words that are written like names."""

PARTICLES: Final = frozenset(
    (
        "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ii", "iii", "iv", "jr", "jr.",
        "la", "le", "sr", "sr.", "st.", "ten", "van", "von", "ter", "y",
    )
)  # fmt: skip
"""Small words inside names: "Ludwig van Beethoven", "Ann Lee Jr."."""

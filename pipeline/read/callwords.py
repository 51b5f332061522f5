"""The fixed words of earnings-call transcripts, as data. Each entry shows a line that made it necessary."""

from __future__ import annotations

import re
from typing import Final

PARTICIPANTS: Final = re.compile(
    # "Company Participants", "Conference Call Participiants", "Call participants:", "Transcript menu", "Executives"
    r"(?:#+\s*)?(?:(?:company|corporate|conference\s+call|call|earnings\s+call|management|other|sell[- ]side|investor)\s+)?"
    r"(?:partici?pi?ants?|attendees|executives|analysts|speakers|management|transcript\s+menu)\s*:?",
    re.IGNORECASE,
)
PREPARED: Final = re.compile(
    # "Presentation", "Prepared Remarks:", "## Presentation", "Full Conference Call Transcript", "Call transcript"
    r"(?:\W*\s*)?(?:presentation|(?:management\s+)?prepared\s+remarks|(?:full\s+)?(?:conference\s+|earnings\s+)?call\s+transcript"
    r"|management\s+discussion(?:\s+section)?|transcript|corrected\s+transcript)\s*:?",
    re.IGNORECASE,
)
QUESTIONS: Final = re.compile(
    # "Questions & Answers:", "Question-and-Answer Session", "## Q&A", "Questions and Answers"
    r"(?:\W*\s*)?(?:questions?\s*(?:-|–|\s)?\s*(?:and|&)\s*(?:-|–|\s)?\s*answers?(?:\s+(?:session|section))?|q\s*(?:&|and)\s*a(?:\s+(?:session|section))?)\s*:?",
    re.IGNORECASE,
)
QUESTIONS_SPOKEN: Final = re.compile(
    # "We will now begin the Q and A session." "Our first question comes from the line of …" "You can now open up the
    # line for questions." Never "after the remarks there will be a question-and-answer session".
    r"\b(?:(?:our|the|your|and|with)\s+(?:very\s+)?first\s+question\s+(?:today\s+)?(?:is\s+(?:coming\s+)?|comes\s+|will\s+(?:be|come)\s+)?(?:from|is)\b"
    r"|(?:now|to)\s+(?:begin|start|conduct|be\s+conducting|open|take|move\s+(?:on\s+)?to|turn\s+to)\s+(?:up\s+)?(?:the\s+|our\s+|your\s+|a\s+)?"
    r"(?:(?:call|floor|line|lines)\s+(?:up\s+)?(?:for|to)\s+)?(?:your\s+)?(?:questions?(?:[\s-]*(?:and|&)[\s-]*answers?)?|q\s*(?:&|and)\s*a)\b"
    r"|(?:let'?s|let’s|we'?ll|we’ll|we will|we can|i'?d like to|you can|please|go ahead and)\s+(?:now\s+|go ahead and\s+)?(?:open|turn|move|start|begin)\s+(?:it\s+)?(?:up\s+)?"
    r"(?:over\s+)?(?:the\s+|our\s+)?(?:(?:call|floor|line|lines)\s+)?(?:up\s+)?(?:for|to|with)?\s*(?:the\s+)?(?:question|q\s*(?:&|and)\s*a)"
    r"|now\s+open\s+the\s+call\s+up\s+for\s+q)",
    re.IGNORECASE,
)
AFTERWARDS: Final = re.compile(
    # "After the speakers' remarks, there will be a question-and-answer session."
    r"\b(?:after|following|later|at the (?:end|conclusion)|there will be|will be followed)\b",
    re.IGNORECASE,
)
TRAILER: Final = re.compile(
    # What a publisher adds below the last words that were said.
    r"(?:duration:\s*\d+\s*minutes?|call\s+participants:?|disclaimer|definitions|this\s+article\s+(?:is\s+a\s+transcript|was\s+generated)"
    r"|all\s+earnings\s+call\s+transcripts|more\s+\w+\s+analysis|copyright\s|\*?average\s+returns\s+of\s+all|stocks\s+mentioned"
    r"|parts\s+of\s+this\s+article|preliminary\s+transcript:|edited\s+transcript:|read\s+more\s|©)",
    re.IGNORECASE,
)
BOILERPLATE: Final = re.compile(
    # Lines of the page around a printed transcript: "Print", "1 of 12", a cookie banner, "Powered by …"
    r"(?:print|i\s+agree|company\s+profile|\d+\s+of\s+\d+|powered\s+by\s.*|we\s+use\s+cookies\s.*|indicates\s+agreement\.\s+see\s.*|image\s+source:.*|[-=_*.]{5,}|[QA])$",
    re.IGNORECASE,
)
TIME: Final = re.compile(
    # "0:31:05", "[00:12:33]", "1h 0m", "2m 44s", "38s"
    r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?|(?:\d{1,2}h\s?)?\d{1,2}m(?:\s?\d{1,2}s)?|\d{1,2}h(?:\s?\d{1,2}s)?|\d{1,2}s"
)
NUMBERED_SPEAKER: Final = re.compile(
    # "Speaker 11", "Unidentified Analyst", "Unknown Executive", "Operator"
    r"(?:speaker\s+\d{1,3}|(?:unidentified|unknown|unverified)\s+(?:company\s+)?(?:speaker|analyst|executive|participant|representative|attendee))",
    re.IGNORECASE,
)
OPERATOR: Final = re.compile(r"(?:(?:conference|call)\s+)?(?:operator|moderator|coordinator)", re.IGNORECASE)
ROLE: Final = re.compile(
    # A word that stands in titles and never in names: "Senior Vice President", "Analyst", "Head of Investor Relations"
    r"\b(?:chief|officer|president|vice|director|chair(?:man|woman|person)?|ceo|cfo|coo|cto|cro|svp|evp|vp|head|founder|co-founder"
    r"|analyst|relations|treasurer|secretary|manager|managing|partner|executive|research|general counsel|operator|moderator|representative|ir|division)\b",
    re.IGNORECASE,
)
FIRM: Final = re.compile(
    # A word that stands in firms' names: "Guggenheim Securities, LLC", "Morgan Stanley", "Northland"
    r"\b(?:inc|llc|ltd|corp|corporation|company|co|plc|lp|n\.?v|group|securities|capital|bank|partners|research|markets|stanley|sachs|chase|holdings|advisors|associates)\b\.?",
    re.IGNORECASE,
)
NOT_A_NAME: Final = frozenset(
    # Headings of two or three words that are written like names.
    {
        "call participants",
        "call transcript",
        "company participants",
        "company profile",
        "conference call",
        "corporate participants",
        "earnings call",
        "executive commentary",
        "executive summary",
        "financial highlights",
        "forward looking statements",
        "full transcript",
        "industry glossary",
        "key takeaways",
        "market reaction",
        "prepared remarks",
        "questions and answers",
        "risk factors",
        "stock advisor",
        "stocks mentioned",
        "thank you",
        "transcript menu",
        "good afternoon",
        "good morning",
        "good evening",
        "company performance",
        "conference call participants",
        "operator instructions",
        "total revenue",
        "search results",
    }
)
PARTICLES: Final = frozenset(
    "al bin da de del della den der di dos du el la le van von ter ten y st. jr. sr. jr sr ii iii iv".split()
)

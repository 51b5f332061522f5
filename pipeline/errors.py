"""Every error this program raises on purpose.

::

    BriefsError                      what happened, to which file and page, and what to do next
    ├── SettingsError                briefs.toml, environment or flags make no sense         (exit 2)
    ├── OutputLocked                 another run is writing to the same output folder        (exit 2)
    ├── ReadError                    a document could not be read; the others go on          (exit 1)
    │   ├── EmptyFile                zero bytes
    │   ├── NotADocument             none of PDF, HTML, text; or binary
    │   ├── Corrupt                  a PDF no reader can open, or cut short
    │   ├── PasswordNeeded           encrypted with a password that is not the empty one
    │   ├── NoText                   images only
    │   ├── TooSlow                  reading passed its time or memory limit
    │   └── Unavailable              it could not be had just then: unreadable, changed, or ended by the system
    ├── PublishError                 an output could not be written                          (exit 1)
    ├── Defect                       the program itself failed on a document; the others go on (exit 1)
    └── ModelError                   the model service
        ├── NoKey                    no key, no endpoint                                     (exit 2)
        ├── Refused                  the service refused us: 401, 403, quota; ends the run   (exit 1)
        ├── Unreachable              gave up after the attempts that settings allow
        ├── OverBudget               the cap on cost was reached; finished work is kept      (exit 1)
        └── BadAnswer                an answer that cannot be used; the other questions go on
            ├── CutOff               question or answer was too long: ask about less text
            ├── Declined             the model refused or a content filter stepped in
            └── WrongShape           the answer broke the schema, also when asked again

Each error carries ``path`` and ``page`` where they are known, ``reason`` (what happened) and ``remedy`` (what a
person can do), and prints as one line. ``passing`` is true where not the document is to blame but the moment (the
disk, the machine, the service): nothing is remembered of it, and the next run tries again.
"""

from __future__ import annotations


class BriefsError(Exception):
    """Base of all. ``reason`` and ``remedy`` are each one plain sentence without a full stop."""

    remedy = "run briefs doctor"
    passing = False

    def __init__(
        self, reason: str, *, path: str | None = None, page: int | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path
        self.page = page
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        where = (
            "" if self.path is None else f"{self.path}: " if self.page is None else f"{self.path}, page {self.page}: "
        )
        return f"{where}{self.reason}; {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; the default would call __init__ without the keywords.
        return (_rebuild, (type(self), self.reason, self.path, self.page, self.remedy))


def _rebuild(kind: type[BriefsError], reason: str, path: str | None, page: int | None, remedy: str) -> BriefsError:
    return kind(reason, path=path, page=page, remedy=remedy)


class SettingsError(BriefsError):
    """A setting makes no sense."""

    passing = True
    remedy = "correct it in briefs.toml, the environment or the flag named"


class OutputLocked(BriefsError):
    """Another run holds the output folder."""

    remedy = "wait for the other run, or use another --output"


class ReadError(BriefsError):
    """A document could not be read."""

    remedy = "open the file by hand and save it again as PDF"


class EmptyFile(ReadError):
    """The file has no bytes."""

    remedy = "download it again"


class NotADocument(ReadError):
    """The file is none of PDF, HTML and text."""

    remedy = "give a PDF, an EDGAR HTML page or a plain-text transcript"


class Corrupt(ReadError):
    """The file is damaged or cut short."""

    remedy = "download it again"


class PasswordNeeded(ReadError):
    """The file is encrypted with a password."""

    remedy = "save a copy without the password"


class NoText(ReadError):
    """The file holds only images."""

    remedy = "run it through text recognition (OCR) first, or use the filing's HTML"


class TooSlow(ReadError):
    """Reading passed its limit of time or memory."""

    remedy = "raise read.seconds or read.megabytes in briefs.toml, or split the file"


class Unavailable(ReadError):
    """The document could not be had at that moment."""

    remedy = "run again"
    passing = True


class PublishError(BriefsError):
    """An output could not be written."""

    passing = True
    remedy = "check the free space and the rights of the output folder"


class Defect(BriefsError):
    """The program itself failed on a document."""

    remedy = "report it: the folder .briefs/faults beside the briefings says where it happened"


class ModelError(BriefsError):
    """The model service."""

    passing = True
    remedy = "use --engine rules, which needs no service"


class NoKey(ModelError):
    """There is neither a key nor an endpoint."""

    remedy = "set OPENAI_API_KEY (and OPENAI_BASE_URL for another service), or use --engine rules"


class Refused(ModelError):
    """The service refused us; asking again cannot help."""

    remedy = "check the key, its rights and its credit"


class Unreachable(ModelError):
    """The service did not answer within the attempts that settings allow."""

    remedy = "run again later: answers already paid for are kept"


class OverBudget(ModelError):
    """The cap on cost was reached."""

    remedy = (
        "allow more with --max-cost (or model.budget_usd): finished work is kept, and the next run goes on from there"
    )


class BadAnswer(ModelError):
    """The model refused, was cut off or broke the schema."""

    remedy = "run again, or use another model"


class CutOff(BadAnswer):
    """The question did not fit, or the answer ended before it was complete."""

    remedy = "ask about a shorter passage"


class Declined(BadAnswer):
    """The model refused, or a content filter stepped in."""


class WrongShape(BadAnswer):
    """The answer broke the schema, also when asked again."""

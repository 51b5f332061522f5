"""Which steps a model run takes beside the first question, each of them to be paid for."""

from __future__ import annotations

from typing import Literal

from pipeline.records import Record


class Steps(Record):
    """The steps taken after the first answers.

    ``mend``: what the text contradicts is asked about once more. ``by_name``: so is what another engine found and the
    model did not tell. ``glean``: so is every text, for what is still lacking. ``verify``: deals that matter get a
    second, separate look. ``join``: once all deals of a document are known, which of them tell one arrangement is asked
    in one question. ``payer_by`` and ``type_by`` say whose word holds where the two looks differ: the first saw
    the whole text, the second only the quotes.
    """

    mend: bool = True
    by_name: bool = True
    glean: bool = False
    verify: bool = True
    join: bool = True
    payer_by: Literal["first", "second"] = "first"
    type_by: Literal["first", "second"] = "first"

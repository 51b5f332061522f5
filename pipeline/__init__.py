"""filing-briefs: one-page, proved briefings of filings and earnings calls, and a map of the capital loop.

Read the package list from top to bottom and you have read the program:
``read`` a file, ``select`` passages, ``extract`` candidates, ``check`` them against the document,
``resolve`` them into deals, write the ``brief``, draw the ``loop``. ``run`` wires the rooms together.
"""

__version__ = "0.1.0"

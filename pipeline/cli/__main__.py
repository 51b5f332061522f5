"""``python -m pipeline.cli`` is ``briefs``."""

from pipeline.cli import main

main()

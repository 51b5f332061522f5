"""A run with nothing to do does nothing: it reads no document and imports none of what reading needs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.drills.conftest import Briefs, Outputs

HEAVY = (
    "alembic cryptography jinja2 lxml multiprocessing.connection networkx openai pipeline.records pypdf pypdfium2 "
    "rapidfuzz rich sqlalchemy tiktoken"
)
WATCHED = f"""
import atexit, sys
from pipeline.cli import main
atexit.register(lambda: print(sorted(set({HEAVY!r}.split()) & set(sys.modules))))
sys.argv = ["briefs", "run"]
main()
"""


def test_a_run_with_nothing_to_do_imports_nothing_heavy(
    project: Path, inbox: Path, briefs: Briefs, outputs: Outputs
) -> None:
    (inbox / "g.pdf").unlink()
    assert briefs("run").returncode == 0
    before = outputs(project / "outputs")
    command = [sys.executable, "-c", WATCHED]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
    assert "7 unchanged" in done.stderr
    assert outputs(project / "outputs") == before

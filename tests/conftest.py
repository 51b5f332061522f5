"""What every test may use: the shared real filings, or a clear reason why a test that needs them is skipped."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import uuid
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from bench.printed import FLAGS, chromium
from pipeline.read import read
from tests import serving as model_service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.records import Document
    from tests.serving import Serving

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"
_POSTGRES = "BRIEFS_TEST_POSTGRES"

# A loaded machine makes a right example slow, and no example wrong: time is judged by --durations, not per example.
settings.register_profile("any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL that tests may use, empty where there is none. The program itself must not see it."""
    with pytest.MonkeyPatch.context() as patch:
        url = os.environ.get(_POSTGRES, "")
        patch.delenv(_POSTGRES, raising=False)
        yield url


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of a schema of its own in the PostgreSQL that tests may use."""
    url = postgres_server
    if not url:
        pytest.skip("needs PostgreSQL: BRIEFS_TEST_POSTGRES is not set (.ci/run starts one and sets it)")
    psycopg = pytest.importorskip("psycopg", reason="needs the extra postgres: psycopg is not installed")
    schema = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(scope="session")
def fork_server() -> None:
    """Start the fork server once with what every worker imports; it would take most of the time of a short run."""
    if sys.platform.startswith("linux"):
        multiprocessing.set_forkserver_preload(["pipeline.run.work", "pipeline.extract.model"])
        forkserver.ensure_running()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium. It writes its sockets to the machine itself, and may not reach out."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright, which is a development tool")
    path = chromium()
    if path is None:
        pytest.skip("needs a Chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def real_filings() -> Path:
    folder = SHARED / "filings"
    if not folder.is_dir():
        pytest.skip("needs the real filings in ../shared/filings, which are not part of the project")
    return folder


@pytest.fixture(scope="session")
def filing(real_filings: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Document]:
    """Give a real filing as it is read without text recognition: once for all tests and all workers of a session."""
    kept = tmp_path_factory.getbasetemp()
    kept = kept.parent if "PYTEST_XDIST_WORKER" in os.environ else kept

    def document(name: str) -> Document:
        file = kept / f"{name}.pickle"
        if not file.is_file():
            half = file.with_suffix(f".{uuid.uuid4().hex}")
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("PATH", "/nowhere")  # text recognition takes minutes, and is not on every machine
                half.write_bytes(pickle.dumps(read(real_filings / name, name)))
            half.replace(file)
        found: Document = pickle.loads(file.read_bytes())  # noqa: S301  (written by this session)
        return found

    return document


@pytest.fixture(scope="session")
def gold() -> Path:
    folder = SHARED / "gold"
    if not folder.is_dir():
        pytest.skip("needs the labels in ../shared/gold, which are not part of the project")
    return folder


@pytest.fixture
def serving() -> Iterator[Serving]:
    """A model service on loopback that answers from a script; the test needs the mark ``allow_hosts``."""
    with model_service.serving() as script:
        yield script

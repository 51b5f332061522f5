# Two commands do everything on a machine with Python 3.11 or newer: `make briefings` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: briefings test check format samples schema lock clean

briefings: $(READY)  ## write the briefings of everything in filings/ to outputs/
	$(BIN)/briefs run --engine rules

test: $(READY)  ## run every test, offline
	$(BIN)/python -m pytest -n auto

check: $(READY)  ## lint, formatting, types and the import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)  ## format the code and mend what the linter can mend
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

samples: $(READY)  ## make the fictional filings in filings/samples again, byte for byte
	$(BIN)/python filings/samples/make/build.py

lock: $(READY)  ## pin the newest allowed versions, with hashes
	$(BIN)/uv pip compile pyproject.toml --group dev --extra ocr --extra parquet --extra postgres --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --upgrade --quiet --output-file requirements.lock

clean:  ## remove the environment and caches, keep filings and outputs
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed; call: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

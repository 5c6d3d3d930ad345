# Two commands set everything up on a fresh machine: make run, make test.
.DEFAULT_GOAL := help
PYTHON ?= python3
RAW ?= data/raw
DATA ?= data/processed
BIN := .venv/bin
# One more than cores: tests of servers and of killed processes wait as much as they work.
WORKERS ?= 3

# One thread for numeric libraries: workers are processes, and results must not depend on the machine.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1

.PHONY: help install run dev test lint lock clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# The stamp is older than a changed lock: then everything is brought up to the lock again.
.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Dépêche needs Python 3.11 or newer; set PYTHON=") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-deps -r requirements-dev.lock
	touch $@

install: .venv/.installed  ## make .venv with .venv/bin/depeche, exactly as locked

run: install  ## turn the scrapes of data/raw into a published release
	$(BIN)/depeche run --raw $(RAW) --data $(DATA)

dev: .venv/.installed-dev  ## bring the tools for tests and style: .venv/bin/pytest, ruff, mypy

lint: dev  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint  ## style, types and the whole test suite
	$(BIN)/pytest -n $(WORKERS) --dist loadfile

lock:  ## resolve all dependencies anew (needs uv); review the difference
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra dask --extra delta --extra build --extra dev \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements-dev.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --extra dask --extra delta --extra build --constraint requirements-dev.lock \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

clean:  ## remove what can be made again; releases stay
	rm -rf .venv .mypy_cache .ruff_cache dist

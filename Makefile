# The commands of a contributor, and of CI. Each sets up what it needs; a second run of set-up costs nothing.
#   make PYTHON=python3.13 …   another Python      make VENV=.venv313 …   another environment
PYTHON ?= python3
VENV ?= .venv
PEERS ?= .venv-peers
# Tests run side by side; the machine that checks every change has two cores.
JOBS ?= 2

BIN := $(VENV)/bin
SETUP := PYTHON="$(PYTHON)" tools/setup
CHECKED := src tests evals tools docs

.PHONY: help demo test lint format eval bench peers models docs lock clean

help:
	@echo "make demo    set everything up and run the demonstration; says where the dossier is"
	@echo "make test    lint, then all tests, with coverage"
	@echo "make lint    ruff, mypy and the rooms of ARCHITECTURE.md"
	@echo "make format  let ruff rewrite the code"
	@echo "make eval    how well it finds what was planted"
	@echo "make bench   what it costs"
	@echo "make peers   install other programs that make bench compares with, in .venv-peers"
	@echo "make models  train what ships from the shared reports; under a minute"
	@echo "make docs    build the manual into docs/_build/html and check its links"
	@echo "make lock    write requirements/ anew from pyproject.toml (needs uv)"
	@echo "make clean   remove what the commands above have built, but the environment"

demo:
	@$(SETUP) run --venv "$(VENV)" --footage
	@rm -rf demo-case
	@$(BIN)/uncut demo demo-case

test: lint
	@$(SETUP) dev --venv "$(VENV)" --browser --ffmpeg
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term:skip-covered

lint:
	@$(SETUP) dev --venv "$(VENV)"
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports

format:
	@$(SETUP) dev --venv "$(VENV)"
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/ruff check --fix $(CHECKED)

eval:
	@$(SETUP) dev --venv "$(VENV)" --ffmpeg
	$(BIN)/python -m evals

bench:
	@$(SETUP) dev --venv "$(VENV)" --ffmpeg
	$(BIN)/python -m evals bench $(if $(wildcard $(PEERS)/bin),--peers $(PEERS)/bin)

# Other programs for the benchmark `peers`, apart from what Uncut needs. vPDQ has to be compiled, with FFmpeg's headers.
peers:
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet audio-offset-finder==0.5.5 video-offset-finder==0.4.1
	-$(PEERS)/bin/python -m pip install --quiet vpdq==0.2.5

models:
	@$(SETUP) dev --venv "$(VENV)"
	OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/python -m evals.models

docs:
	@$(SETUP) dev --venv "$(VENV)"
	$(BIN)/python -m sphinx -q -W --keep-going -n -b html docs docs/_build/html
	$(BIN)/python -m sphinx -q -W --keep-going -n -b linkcheck docs docs/_build/linkcheck

lock:
	tools/lock

clean:
	rm -rf docs/_build docs/reference/generated build dist htmlcov .coverage .coverage.* \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

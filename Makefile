# Two commands do all the set-up: `make run` and `make test`. `make .venv` makes the environment alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := $(wildcard tests/plans/*.txt)

.PHONY: run test lint bench

run: $(VENV)/.run
	$(BIN)/python -m bot run --samples tests/plans

test: $(VENV)/.test lint
	$(BIN)/python -m pytest -n 2 -q --cov --cov-report=term --cov-fail-under=95

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks

$(VENV): $(VENV)/.run

$(VENV)/.run: requirements.txt
	@echo "Đang cài đặt, vài phút, chỉ một lần (installing, once, some minutes) ..."
	@$(PYTHON) -c "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))" || \
	  { echo "Cần Python 3.11 trở lên, kèm gói python3-venv (needs Python 3.11 or newer with python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

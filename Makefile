# Tỉnh Số: the commands of every day. Prerequisites: Python 3.11 or newer with venv, and make.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ./tinhso-data
PORT ?= 8000
WORKERS ?= 2
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help env demo test lint bench docs lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

env: .venv/.done ## .venv with the locked dependencies (idempotent, with or without uv)

.venv/.done: pyproject.toml uv.lock requirements.lock
	@if command -v uv >/dev/null 2>&1; then \
	  uv sync --frozen --python $(PYTHON); \
	else \
	  test -x $(BIN)/python || $(PYTHON) -m venv .venv; \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@$(BIN)/python -m tinhso.ui.messages compile
	@touch $@

demo: env ## the demo province with a working week, on http://localhost:8000
	$(BIN)/tinhso demo --data $(DATA) --port $(PORT)

test: env ## unit, leaks, faults, browser (where Chromium is)
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: env ## ruff, mypy, import-linter, templates, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m tinhso.ui.compiled
	$(BIN)/python -m tinhso.ui.messages check

bench: env ## benchmarks, each with its ratio to a peer of the same run
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

docs: env ## the generated room maps
	$(BIN)/python -m docs.generate

lock: ## resolve the dependencies again (needs uv)
	uv lock
	uv export --frozen --all-groups --no-emit-project --no-header --quiet --output-file requirements.lock

clean: ## remove the environment and the caches, never data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

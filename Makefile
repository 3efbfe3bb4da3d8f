# Tỉnh Số: the commands of every day. Prerequisites: Python 3.11 or newer with venv, and make.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ./tinhso-data
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help env demo test lint bench lock messages docs clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

env: .venv/.done ## .venv with the locked dependencies (idempotent)

.venv/.done: pyproject.toml uv.lock requirements.lock
	@if command -v uv >/dev/null 2>&1; then \
	  uv sync --frozen --python $(PYTHON); \
	else \
	  test -x $(BIN)/python || $(PYTHON) -m venv .venv; \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock; \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

messages: env ## compile the message catalogues
	$(BIN)/python -m tinhso.ui.messages compile

lock: ## resolve again (needs uv)
	uv lock
	uv export --frozen --all-groups --no-emit-project --quiet --output-file requirements.lock

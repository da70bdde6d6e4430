# Every command of the project. `make` alone prints this list.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Lock files carry hashes and no addresses: where packages come from is the machine's own pip configuration.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet
RUN := $(VENV)/.app
DEV := $(VENV)/.app $(VENV)/.dev
# What holds Python; what is not there yet is left out.
CODE := $(wildcard src tests bench scripts/*.py)
WORKERS ?= auto

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One process installs into the environment at a time, whatever -j says.
.NOTPARALLEL:
.PHONY: help setup serve demo test check fix bench docs lock browser swift tesseract

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(DEV) ## install into .venv what development needs; changes nothing else

serve: $(RUN) ## run the server on this machine; the first start prints an API key
	@$(BIN)/vendorproof serve --first-key

demo: $(RUN) ## run the server with sample vendors in it
	@$(BIN)/vendorproof demo

test: check browser swift tesseract ## check, then the whole suite on both databases
	@$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal

check: $(DEV) ## only look: format, lint, types, import directions
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/mypy $(CODE)
	@$(BIN)/lint-imports --no-logo

fix: $(DEV) ## repair what a machine can repair: lint, then format
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

bench: $(DEV) $(VENV)/.bench ## measure; one line per figure
	@$(BIN)/python -m bench

docs: $(DEV) ## write the reference pages again from the code
	@$(BIN)/python scripts/reference.py

lock: $(DEV) ## resolve requirements/*.in again into hashed lock files
	@BIN=$(BIN) sh scripts/lock.sh

browser:
	@[ -z "$(wildcard tests/browser/test_*.py)" ] || sh scripts/chromium.sh

swift:
	@sh scripts/swift.sh

tesseract:
	@sh scripts/tesseract.sh

# Each stamp stands for one finished step and is older than what it depends on only when that changed.
$(VENV)/.made:
	@PYTHON="$(PYTHON)" VENV="$(VENV)" sh scripts/venv.sh
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt requirements/build.txt
	@echo "Installing what Vendorproof needs to run into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements/runtime.txt -r requirements/build.txt
	@touch $@

$(VENV)/.app: $(VENV)/.runtime pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@echo "Installing what development needs into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "Installing what the benches compare against into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements/bench.txt
	@touch $@

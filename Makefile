# Every target sets up what it needs in .venv; a fresh machine needs Python 3.11+ and make.
PYTHON ?= python3
BIN := .venv/bin
LEDGER := build/demo.db

.DEFAULT_GOAL := help
.PHONY: help demo test lint format docs golden bench clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv/ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: .venv/ready ## read the example articles and show who said what, which figures disagree, and on whose word
	@rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	@$(BIN)/reportedly read examples/0* --ledger $(LEDGER)
	@echo; echo "Figures that disagree:"; echo
	@$(BIN)/reportedly figures --disagree --ledger $(LEDGER)
	@echo; echo "Whose word the number of dead rests on:"; echo
	@$(BIN)/reportedly trace "people killed" --ledger $(LEDGER)
	@echo; echo "Ask the ledger more: $(BIN)/reportedly claims --by ministry --ledger $(LEDGER)"

test: .venv/ready-dev ## lint, types, import layers, then the whole suite
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

lint: .venv/ready-dev ## mend what ruff can mend, then say what it can't
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/ready-dev ## build the documentation into site/
	$(BIN)/python -m docs.generate
	$(BIN)/python -m docs.notebook
	$(BIN)/mkdocs build --strict

golden: .venv/ready-dev ## rewrite the expected readings; review the diff
	$(BIN)/python -m tests.regenerate

bench: .venv/ready-dev ## speed and memory of a bulk run; writes nothing
	$(BIN)/python -m benchmarks.bulk

clean: ## remove everything that was made
	rm -rf .venv build site dist

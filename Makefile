# Everything is done in .venv, which is made when it is missing or pyproject.toml has changed.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
WORKERS ?= 3

.DEFAULT_GOAL := help
.PHONY: help run test check format bench screenshots faults wheel clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

run: $(STAMP) ## Open the dashboard
	@$(BIN)/studytui

test: $(STAMP) ## Run the tests
	@$(BIN)/python -m pytest -n $(WORKERS) -m 'not faults'

check: $(STAMP) ## Format, lint, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(STAMP) ## Put the code into its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

screenshots: $(STAMP) ## Draw the pictures in screenshots/
	@$(BIN)/python -m tests.screenshots

bench: $(STAMP) ## Measure speed and size, beside what they are compared with
	@$(BIN)/python -m tests.bench

faults: $(STAMP) ## The long harnesses: kills, full disks, fuzzing
	@$(BIN)/python -m pytest -n $(WORKERS) -m faults

wheel: $(STAMP) ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel --outdir dist .

clean: ## Remove what was made
	@rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

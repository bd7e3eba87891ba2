# `make demo` shows what Footlights does; `make test` runs every test.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Some machines tell pip to leave this out; then every start would do it anew.
COMPILE := $(BIN)/python -m compileall -q -j 0 $(VENV)/lib src >/dev/null || true
DEMO_JOURNEYS := 5000

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench lock parts clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

# A stamp says for which lock file the environment was set up.
$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Footlights needs Python 3.11 or newer; say make PYTHON=python3.12' >&2; exit 2; }
	@test -x $(BIN)/python || { echo 'Making an environment in $(VENV) ...'; $(PYTHON) -m venv $(VENV); }
	@echo 'Installing what Footlights needs ...'
	@$(PIP) install --quiet --require-hashes --requirement requirements/run.txt
	@$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo 'Installing what the tests need ...'
	@$(PIP) install --quiet --require-hashes --requirement requirements/dev.txt
	@$(COMPILE)
	@touch $@

demo: $(VENV)/.run ## Measure an example, write its report, open a workspace of examples
	@mkdir -p demo
	@rm -f demo/dinner.yaml
	$(BIN)/footlights examples dinner -o demo
	$(BIN)/footlights generate demo/dinner.yaml --journeys $(DEMO_JOURNEYS) --seed 1 -o demo/events.parquet
	$(BIN)/footlights measure demo/dinner.yaml demo/events.parquet
	$(BIN)/footlights report demo/dinner.yaml demo/events.parquet -o demo/report.html
	@echo
	@echo 'The report is demo/report.html: open it in a browser.'
	@echo
	$(BIN)/python tools/fill_demo.py demo/workspace
	@test "$(CI)" = true || $(BIN)/footlights serve --workspace demo/workspace

test: $(VENV)/.dev parts ## Run every test
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(PYTEST)

check: $(VENV)/.dev ## Style, types, layers, spelling, and whether generated pages are fresh
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell
	@for page in tools/generate_*.py; do $(BIN)/python $$page --check || exit 1; done

docs: $(VENV)/.dev ## Write the generated reference pages anew
	@for page in tools/generate_*.py; do $(BIN)/python $$page || exit 1; done

bench: $(VENV)/.run ## Time large logs, peers too (about an hour); writes bench/RESULTS.md
	@$(BIN)/python bench/align_variants.py || true
	@$(BIN)/python bench/measure_ten_million.py || true
	@$(BIN)/python bench/against_peers.py
	@$(BIN)/python bench/filters.py
	@$(BIN)/python bench/exports.py

# The lock holds names, versions and hashes for every platform: no addresses.
LOCK := $(VENV)/.lock/bin/uv pip compile --quiet --no-config --universal \
  --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command 'make lock' --upgrade pyproject.toml

lock: ## Resolve the locked requirements anew
	@$(PYTHON) -m venv $(VENV)/.lock
	@$(VENV)/.lock/bin/python -m pip install --quiet uv
	@$(LOCK) --group build --output-file requirements/run.txt
	@$(LOCK) --group build --group dev --constraint requirements/run.txt \
	  --output-file requirements/dev.txt

# A browser, Java and PostgreSQL: what tests need that Python cannot install.
parts:
	@tools/install_parts.sh

clean: ## Remove what was made, the environment too
	@rm -rf $(VENV) demo dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

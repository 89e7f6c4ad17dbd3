# Two commands on a machine with Python 3.11 and make: `make run`, `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
MESSAGES := $(wildcard src/merhav/locale/*/LC_MESSAGES/django.po)

.PHONY: run test quick install lint bench messages requirements clean
.DEFAULT_GOAL := run

# Serve http://127.0.0.1:8000, with the demo authority on first use.
run: $(VENV)/.runtime
	@$(BIN)/merhav demo --once
	@$(BIN)/merhav serve

# Everything but the benchmarks' peers, into .venv; the command is .venv/bin/merhav.
install: $(VENV)/.dev

test: $(VENV)/.dev
	$(BIN)/pytest -n 2 --dist loadgroup
	@if $(BIN)/python -m tests.support.postgresql; then echo "Once more on PostgreSQL …" && \
	  MERHAV_TEST_ON=postgresql $(BIN)/pytest -n 2 --dist loadgroup -m "not crash" tests/web; \
	else test $$? -eq 1; fi

# What one runs while working: no browser, no Spark, nobody killed.
quick: $(VENV)/.dev
	$(BIN)/pytest -n 2 -m "not slow and not crash and not spark and not browser"

lint: $(VENV)/.dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

# Collect the sentences of the source into the .po files.
messages: $(VENV)/.dev
	$(BIN)/python -m tools.messages collect
	$(BIN)/python -m tools.messages compile

# Resolve anew the versions that everybody installs, with their hashes.
requirements: $(VENV)/.uv
	@for set in runtime dev bench; do \
	  $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-emit-index-url --python-version 3.11 \
	    requirements/$$set.in -o requirements/$$set.txt; done

$(VENV)/.uv: requirements/uv.txt
	@echo "Making a Python environment in $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(VENV)/.runtime: $(VENV)/.uv requirements/runtime.txt pyproject.toml $(MESSAGES)
	@echo "Installing what Merhav needs …"
	@$(UV) --require-hashes -r requirements/runtime.txt
	@$(UV) --no-deps --no-build-isolation -e .
	@$(BIN)/python -m tools.messages compile
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@echo "Installing what the tests need …"
	@$(UV) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	@echo "Installing what the benchmarks measure against …"
	@test -x $(VENV)-bench/bin/python || $(PYTHON) -m venv $(VENV)-bench
	@$(BIN)/uv pip install --quiet --python $(VENV)-bench/bin/python --require-hashes -r requirements/bench.txt
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-bench build *.egg-info src/*.egg-info

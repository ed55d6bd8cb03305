# Everything sets itself up: a fresh clone needs python3, pip and make, nothing else.
#
#   make demo    run the main job on the bundled case        make lint    style of the code
#   make test    all tests                                   make types   mypy, strict
#   make docs    build the documentation                     make gate    quality floors of the record
#   make bench   speed and scale, as tables                  make lock    renew the locked dependencies
#   make coverage  branches that no test takes; without the tests that measure time (about twice as long as the tests)
#   make faults  every write of every command made to fail, one after another (half an hour; needs strace)

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DEMO ?= demo

.PHONY: demo test lint types docs gate bench lock coverage faults clean

demo: $(VENV)/.run
	$(BIN)/detente demo $(DEMO)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

gate: $(VENV)/.dev
	$(BIN)/python -m evaluation.gate

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# What measures time, or runs a browser or hundreds of processes, takes no branch that the rest does not.
MEASURED_BY_TIME := tests/trust/test_linearity.py tests/trust/test_markup.py tests/store/test_fault_points.py \
    tests/store/test_power_loss.py tests/store/test_kill.py tests/store/test_crowd.py tests/trust/test_cancelling.py
SLOWEST := tests/record/test_dating_hostile.py::test_the_time_grows_with_the_text

coverage: $(VENV)/.dev
	$(BIN)/python -m coverage erase
	-$(BIN)/python -m coverage run -m pytest -n auto --dist loadfile $(MEASURED_BY_TIME:%=--ignore=%) --deselect $(SLOWEST)
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report --show-missing --skip-covered --sort=cover

faults: $(VENV)/.dev
	$(BIN)/python tests/store/fault_points.py

lock: $(VENV)/.dev
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --group build -o requirements/run.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --group build --group test --group lint --group docs -o requirements/dev.lock pyproject.toml

clean:
	rm -rf $(VENV) docs/_build build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up detente in $(VENV) (once, about a minute) …" >&2
	$(PIP) --require-hashes --no-deps -r requirements/run.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Setting up detente and its development tools in $(VENV) (once, about two minutes) …" >&2
	$(PIP) --require-hashes --no-deps -r requirements/dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

# make        the book: dist/handbook.pdf and dist/handbook.epub
# make test   lint, types, tests
# Both set themselves up first, once.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: build specimen test check lint figures numbers schema pins clean setup setup-test

build: setup
	$(BIN)/bankbook build

# A few pages with every element, to be looked at before and after a change of styles.
specimen: setup
	$(BIN)/bankbook build --book specimen

check: setup
	$(BIN)/bankbook check

test: setup-test lint
	$(BIN)/python tools/run_tests.py

lint: setup-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Draw the figures again, compute the numbers again, publish the schema again.
figures: setup-test
	$(BIN)/bankbook figures
numbers: setup-test
	$(BIN)/bankbook numbers
schema: setup
	$(BIN)/python tools/schema.py

# Pin the newest versions that the ranges allow.
pins: setup-test
	sh tools/pins.sh

setup:
	@$(PYTHON) tools/setup.py build
setup-test:
	@$(PYTHON) tools/setup.py test

clean:
	rm -rf dist .venv

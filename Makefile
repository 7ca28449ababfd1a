# `make` alone lists what there is. Needs Python 3.11 or newer; Node 20 or newer for the tests, the engine and smaller scripts.
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help zensical serve test site usb check explain bench lint lock clean python engine node tools

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

serve: $(VENV)/site.done engine ## set up, build, and serve on http://127.0.0.1:8000 with live reload (PORT=8001 for another port)
	@$(BIN)/python -m build_tools serve --port $(PORT)

test: $(VENV)/test.done node_modules/.done tools ## set up, then run every test (AS_AT=2029-09-01 for the law of that day; so with check, site, serve)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

site: $(VENV)/site.done engine ## check, compile and write the finished site to site/
	@$(BIN)/python -m build_tools site

usb: site ## write site-usb/, to read from a stick, and its archive for mirrors
	@$(BIN)/python -m build_tools usb

check: $(VENV)/site.done ## check the tree, the pages and the sources, and nothing else
	@$(BIN)/python -m build_tools check

explain: $(VENV)/site.done ## explain a finding by its code (CODE=TREE019), or list all that can be found
	@$(BIN)/python -m build_tools explain $(CODE)

zensical: $(VENV)/test.done ## build the same site with Zensical, the theme's successor, in build/zensical/site
	@$(BIN)/python -m build_tools zensical

bench: $(VENV)/test.done site ## measure and print every figure as a table
	@$(BIN)/python -m tests.bench

lint: $(VENV)/test.done ## put the code in order and check its types
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format . && $(BIN)/mypy

lock: $(VENV)/test.done ## work out the locked requirements again
	@sh requirements/lock.sh

clean: ## remove everything that was made
	rm -rf build site site-usb plan-not-followed.zip* $(VENV) node_modules

python:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "This Python is too old: install Python 3.11 or newer, or run make PYTHON=python3.11."; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python cannot make virtual environments: install its venv package (on Debian: python3-venv)."; exit 2; }

$(BIN)/python: | python
	@$(PYTHON) -m venv $(VENV)

$(VENV)/site.done: requirements/site.txt pyproject.toml | $(BIN)/python
	@echo "Setting up (about a minute, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.done: requirements/test.txt $(VENV)/site.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

engine: # the Python that runs in the browser and what makes scripts small come from npm; a site can go without
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory node_modules/.done || echo "Without its files from npm the Python engine is left out, and scripts are larger."

node:
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "Node.js is missing: install Node.js 20 or newer."; exit 2; }
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "This Node.js is too old: install Node.js 20 or newer."; exit 2; }

node_modules/.done: package-lock.json | node
	@npm ci --ignore-scripts --silent
	@touch $@

tools: $(VENV)/test.done
	@sh tests/setup-tools.sh $(BIN)/python

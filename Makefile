# Run `make` for the list. Python 3.11 or newer, make and git are enough for `make run`.
.DEFAULT_GOAL := help
.PHONY: help run test setup lint format demo seed shots soak bench messages lock font

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
# Each test process runs its share of the suite (tests/conftest.py), on SQLite or on a private PostgreSQL and Redis.
# First the two that only compute, one for each core; then those that wait for browsers, workers and killed processes,
# and that nothing should starve.
BUSY := --dist each --tx popen//id=sqlite --tx popen//id=postgres
FAULTS := --tx popen//id=faults --tx popen//id=postgres-faults
TIMED := --dist each --tx popen//id=browser $(FAULTS)
# One order, so that what passed once passes again; ARGS="--randomly-seed=7" shuffles anew, to find tests that lean on
# each other.
ORDER := --randomly-seed=20261127

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.installed ## Start web, worker and beat on http://localhost:8000 (PORT, HOST); Ctrl-C stops all
	@exec $(PY) -m config.serve

test: $(VENV)/.installed-dev ## Install what the tests need and run all of them (ARGS="-k words" narrows)
	@$(PY) -m tests.machine
	@ran=; failed=0; \
	for part in "$(BUSY)" "$(TIMED)"; do \
	  $(PY) -m pytest $$part $(ORDER) $(ARGS); \
	  case $$? in 0) ran=1 ;; 5) ;; *) ran=1; failed=1 ;; esac; \
	done; \
	if [ -z "$$ran" ]; then echo "No test has such a name." >&2; exit 1; fi; exit $$failed

setup: $(VENV)/.installed ## Make .venv with the pinned requirements, ready for manage.py

lint: $(VENV)/.installed-dev ## Check style, types, imports, templates and our own rules
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --lint --quiet templates
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(PY) -m tests.architecture.rules

format: $(VENV)/.installed-dev ## Rewrite Python files in the house style
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format .

demo: $(VENV)/.installed ## Fill this installation with the sample shopper and print the password
	@$(PY) manage.py demo

seed: $(VENV)/.installed ## Fill an empty installation with 1,000 synthetic cases (ARGS="--cases 1000000")
	@$(PY) manage.py seed_bulk --shoppers 50 --cases 1000 --due 20 $(ARGS)

shots: $(VENV)/.installed-dev ## Take pictures of every screen into shots/, phone and desktop, light and dark
	@$(PY) -m tests.machine
	@$(PY) -m tests.browser.shots $(ARGS)

soak: $(VENV)/.installed-dev ## Run the fault tests for long: fifty rounds of kill -9 on both databases
	@$(PY) -m tests.machine
	@$(PY) -m pytest --dist each $(FAULTS) --rounds 50 tests/pipeline $(ARGS)

bench: $(VENV)/.installed-dev ## Measure pages, sweep, mail and parser (bench/README.md)
	@$(PY) -m tests.machine
	@$(PY) -m bench $(ARGS)

messages: $(VENV)/.installed-dev ## Collect the strings to translate and compile the catalogue
	@$(PY) -m tests.machine
	@$(PY) manage.py makemessages --locale zh_Hans --no-location --no-obsolete --ignore .venv --ignore var
	@$(PY) manage.py compilemessages --locale zh_Hans --ignore .venv

lock: $(VENV)/.installed-dev ## Pin requirements*.in with hashes (needs the package index)
	@$(PIP) install --quiet uv
	@for name in requirements requirements-s3 requirements-ocr requirements-dev; do \
	  $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-header $$name.in -o $$name.txt || exit 1; done

font: $(VENV)/.installed-dev ## Rebuild the display font and the fonts that cards and dossiers are set in
	@$(PY) -m config.font
	@$(PY) -m config.han_font

$(PY):
	@set -e; chosen=; for each in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then chosen=$$each; break; fi; done; \
	if [ -z "$$chosen" ]; then echo "Python 3.11 or newer is needed; none was found on the PATH." >&2; exit 1; fi; \
	if ! "$$chosen" -c 'import ensurepip' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends python3-venv >/dev/null; \
	  else echo "This Python cannot make a virtual environment: install the package python3-venv." >&2; exit 1; fi; fi; \
	echo "Making $(VENV) with $$("$$chosen" --version)"; "$$chosen" -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(PY)
	@echo "Installing the pinned requirements"
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what the tests need"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# Nothing is assumed but make and a Python of 3.11 or newer: every target makes .venv by itself.

PORT ?= 8080
PYTHON ?=
UPGRADE ?=

CANDIDATES = $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3 python)
BIN = .venv/bin
PY = $(BIN)/python
READY = .venv/ready
ORACLES = build/oracles
TESTED = build/tested
SPOKEN = bot clinic handlers metrics storage
FOLDERS = $(SPOKEN) benchmarks docs faults locales playground tests
SOURCES := $(shell find $(FOLDERS) -type f ! -name '*.pyc' 2>/dev/null) \
    Makefile pyproject.toml requirements.lock $(wildcard *.md .env.example)

.PHONY: help demo run test check rules lock words bench faults oracles pictures clean
.DELETE_ON_ERROR:
.SUFFIXES:

help:
	@echo "make demo    the bot with a made-up clinic and a chat in the browser (PORT=8080)"
	@echo "make run     the bot itself; reads .env"
	@echo "make test    all tests"
	@echo "make check   style, types, who imports whom, coverage"
	@echo "make words   collect the texts to be translated into locales/"
	@echo "make lock    choose the versions of requirements.lock anew (UPGRADE=1: the newest)"
	@echo "make bench   the performance targets, measured"
	@echo "make faults  the bot killed, stopped and confused on purpose"
	@echo "make oracles what other programs say of the same numbers, kept as test data"
	@echo "make pictures  the documents' pictures, taken from the demo by Chromium"
	@echo "make clean   remove all that was made; data/ and .env stay"

demo: $(READY)
	@exec $(PY) -m bot demo --port $(PORT)

run: $(READY)
	@exec $(PY) -m bot run

test: $(READY)
	$(run_tests)

check: rules $(TESTED)
	$(PY) -m coverage report

rules: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(BIN)/lint-imports

# What make test measured counts until a source changes; a failed run leaves nothing behind.
$(TESTED): $(SOURCES) | $(READY)
	$(run_tests)

# Bytecode is kept for the many processes that tests start. Files keep their order: left to itself
# xdist begins those of the fewest tests last, which are the longest.
define run_tests
@mkdir -p build && rm -f $(TESTED)
PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder \
    --cov --cov-report= --cov-fail-under=0 --durations 10 --durations-min 5
@touch $(TESTED)
endef

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --quiet \
	    $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	$(BIN)/uv pip compile tests/oracles/requirements.in --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --quiet \
	    $(if $(UPGRADE),--upgrade) --output-file tests/oracles/requirements.lock

# A new language: make the folder locales/<language>/LC_MESSAGES first.
words: $(READY)
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --no-default-keywords -k _ -k mark -k words:1 -k plural:1,2 \
	    --no-location --no-wrap --project ClinicPulse --version 1 \
	    --copyright-holder "ClinicPulse contributors" --output build/clinicpulse.pot $(SPOKEN)
	@for folder in locales/*/LC_MESSAGES; do language=$${folder#locales/}; \
	    $(BIN)/pybabel --quiet update --domain clinicpulse --input-file build/clinicpulse.pot \
	        --output-dir locales --locale "$${language%/LC_MESSAGES}" --init-missing --no-wrap \
	        --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit 1; \
	done

bench: $(READY)
	$(PY) -m benchmarks

faults: $(READY)
	$(PY) -m faults

# The oracles want an older pandas than the bot's: they live in an environment of their own.
oracles: $(ORACLES)/ready
	$(ORACLES)/bin/python -m tests.oracles

pictures: $(READY)
	PYTHONPATH=. $(PY) docs/pictures/take.py
	PYTHONPATH=. $(PY) docs/pictures/gallery.py

clean:
	rm -rf .venv build .coverage .coverage.* .hypothesis .pytest_cache .mypy_cache .ruff_cache \
	    .import_linter_cache
	find $(FOLDERS) -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

$(READY): requirements.lock | $(PY)
	@echo "Installing what requirements.lock names; this takes a minute."
	@$(PY) -m pip install -qq --disable-pip-version-check --require-hashes --no-deps \
	    -r requirements.lock
	@touch $@

$(ORACLES)/ready: tests/oracles/requirements.lock | $(PY)
	@echo "Installing what tests/oracles/requirements.lock names; this takes a minute."
	@$(PY) -m venv --clear $(ORACLES)
	@$(ORACLES)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes \
	    --no-deps -r tests/oracles/requirements.lock
	@touch $@

# A name on the PATH may be too old, a pyenv shim of a version that is off, or lack venv: try each,
# then what pyenv keeps without having it on the PATH.
$(PY):
	@IFS=:; for folders in "$$PATH" "$$(echo "$$HOME"/.pyenv/versions/*/bin | tr ' ' :)"; do \
	    for name in $(CANDIDATES); do for folder in $$folders; do \
	        case $$name in */*) found=$$name ;; *) found=$$folder/$$name ;; esac; \
	        if "$$found" -c "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))" \
	            >/dev/null 2>&1; \
	        then echo "Making .venv with $$found"; exec "$$found" -m venv --clear .venv; fi; \
	    done; done; \
	done; \
	echo "No Python 3.11 or newer with venv was found." \
	    "Install one (Debian, Ubuntu: apt install python3-venv)" \
	    "or name it: make PYTHON=/path/to/python3" >&2; exit 1

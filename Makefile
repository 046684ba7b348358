# The daily commands. Each does its own set-up first; doing the set-up twice does nothing twice.
PYTHON ?= python3
VENV := .venv/bin
# For Debian 12's own Python; newer ones take what it takes.
LOCK_OPTIONS := -q --python-version 3.11.2 --upgrade --generate-hashes --no-header --no-emit-index-url --no-annotate

help:  ## Show these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup:  ## Install what is missing: system packages, .venv, pinned Python packages
	@$(PYTHON) scripts/setup.py

demo: setup  ## Make an animation and an edit of it, and watch them
	@$(VENV)/python -m runtime.demo

up: setup  ## Run everything in the foreground until Ctrl-C
	@$(VENV)/python -m runtime.stack

check: setup  ## Lint, types, import contracts
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy .
	$(VENV)/lint-imports

# A process with nothing left takes half of what another still has to do; tests/conftest.py says how many there are.
TESTS := $(VENV)/pytest -n auto --dist worksteal

quick: setup  ## The tests that need no server, for every save
	$(TESTS) -q -m "not slow" --timeout 10

test: check  ## All checks, and all tests against the real Temporal server
	$(TESTS) --durations 25 --durations-min 1

chaos: setup  ## Let everything go wrong for SECONDS, as SEED decides, and look whether all holds
	@$(VENV)/python -m tests.chaos.run $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

bench: setup  ## Measure what is promised; figures go into bench/README.md
	$(VENV)/python -m bench

quality: setup  ## Measure how good what comes out is; figures go into quality/README.md
	$(VENV)/python -m quality

quality-model: setup  ## Try the model author with a real small model, which is fetched first
	$(VENV)/python -m quality model

gallery: setup  ## Draw the pictures of docs/scenes.md anew, all or those of KINDS
	$(VENV)/python -m scripts.gallery $(KINDS)

topic-stills: setup  ## Draw the stills of the topics' page that are missing, or those of TOPICS anew
	$(VENV)/python -m scripts.topic_stills $(TOPICS)

lock: setup  ## Pin the newest packages that pyproject.toml admits
	$(VENV)/uv pip compile $(LOCK_OPTIONS) --group dev pyproject.toml -o requirements-dev.txt
	$(VENV)/uv pip compile $(LOCK_OPTIONS) -c requirements-dev.txt pyproject.toml -o requirements.txt

messages: setup  ## Put the pages' new texts into their catalogues, to be translated
	$(VENV)/python -m scripts.phrases

histories: setup  ## Record the histories that the replay tests replay
	$(VENV)/python -m tests.replay.record

.PHONY: help setup demo up check quick test chaos bench quality quality-model gallery topic-stills lock messages histories

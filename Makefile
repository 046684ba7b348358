# The daily commands. Each does its own set-up first; set-up is idempotent.
SHELL := /bin/bash
PY := .venv/bin/python
.DEFAULT_GOAL := help

help:  ## Show these commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

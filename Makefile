# Each target does its own set-up; a second call finds it done. Where a shell line would grow, see scripts/.
MAKEFLAGS += --no-print-directory
VENV := .venv/bin/python
RECIPE ?= cpu
LOCK := .venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help run test test-vllm check bench bench-ui bench-think bench-ledger bench-staff screens screens-staff lock seedling eval-seedling clean setup setup-dev setup-train setup-vllm

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*  ## /  make \1\t/p' Makefile | expand -t 24

run: setup  ## start everything; Ctrl-C stops it (PORT=8080 make run: on another port)
	@exec $(VENV) manage.py up

test: setup-dev  ## checks, Python tests, browser tests, JavaScript tests
	@$(VENV) -m scripts.test

test-vllm: setup-dev setup-vllm  ## a real vLLM server on this processor, with the embedded model's weights (3.5 GB)
	@TEST_VLLM=1 $(VENV) -m pytest -v -s tests/vllm

check: setup-dev  ## style, types, layers, templates, migrations, docs
	@$(VENV) -m scripts.check

bench: setup-dev  ## measure speed, memory and start times (BENCH="streams --streams 20": a part)
	@$(VENV) -m tests.load $(BENCH)

bench-ui: setup-dev  ## measure the page in a headless Chromium, ten minutes (BENCH="opening words": parts)
	@$(VENV) -m tests.load.ui $(BENCH)

bench-think: setup-dev  ## measure how good thinking is and what it costs, hours in all (BENCH="speed": a part)
	@$(VENV) -m workers.bench $(BENCH)

bench-ledger: setup-dev  ## measure the usage ledger and the webhooks' intake on PostgreSQL, 2 minutes
	@$(VENV) -m workers.bench_ledger $(BENCH)

bench-staff: setup-dev  ## measure the staff dashboard with a million answers on PostgreSQL (BENCH=--small: a try)
	@$(VENV) -m workers.bench_staff $(BENCH)

screens: setup-dev  ## photograph the pages into docs/screens (SCREENS="landing search": some of them)
	@$(VENV) -m scripts.screens $(SCREENS)

screens-staff: setup-dev  ## photograph the staff's pages over an invented business, into docs/screens
	@$(VENV) -m scripts.screens_staff

lock: setup-dev  ## pin and hash the packages of the .in files again (UPGRADE=--upgrade: newest versions)
	$(LOCK) $(UPGRADE) --output-file=requirements.txt requirements.in
	$(LOCK) $(UPGRADE) --output-file=requirements-dev.txt requirements-dev.in

seedling: setup-train  ## train the embedded model and export it to var/seedling (RECIPE=cpu, gpu or further)
	$(VENV) -m reasoning.seedling train --recipe $(RECIPE) $(TRAIN)
	$(VENV) -m reasoning.seedling export --recipe $(RECIPE)

eval-seedling: setup-dev  ## measure the embedded model on problems that it never saw (EVAL="--docs docs")
	@$(VENV) -m reasoning.seedling eval $(EVAL)

clean:  ## remove what can be made again: caches and .venv (never var/, which holds your data)
	rm -rf .venv .venv-vllm .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@sh scripts/python -m scripts.venv run

setup-dev:
	@sh scripts/python -m scripts.venv dev

setup-train:
	@sh scripts/python -m scripts.venv train

setup-vllm:
	@sh scripts/python -m scripts.vllm

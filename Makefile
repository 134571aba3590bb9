# The commands a newcomer needs. `make run` and `make test` do everything by themselves on a fresh machine with
# Python 3.11+, make and a network.

PYTHON ?= python3
WIN := .venv/bin/win
# Two cores are what continuous integration has.
TEST_PROCESSES ?= 2

.DEFAULT_GOAL := help
.PHONY: help run user setup setup-dev train test check fix demo-channels bench bench-nlu calibrate clean

help: ## Show these commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: setup train var/secret_key ## Set everything up, train what is new, and serve the chat
	@echo 'First account of staff, in another window: make user ARGS="--login me --name Me --role administrator"'
	@WIN_SECRET_KEY="$${WIN_SECRET_KEY:-$$(cat var/secret_key)}" $(WIN) serve

user: var/secret_key ## Make an account of staff (ARGS="--login me --name Me --role administrator")
	@WIN_SECRET_KEY="$${WIN_SECRET_KEY:-$$(cat var/secret_key)}" $(WIN) user create $(ARGS)

setup: ## Make both environments and the encoder pack
	@$(PYTHON) scripts/setup.py

setup-dev: ## The same, with what checks and tests need
	@$(PYTHON) scripts/setup.py --dev

train: setup ## Train the language models whose phrases or code changed
	@$(WIN) train

test: setup-dev ## Run all tests (finds or fetches a browser and a PostgreSQL)
	@$(WIN) train
	@nlu/.venv/bin/python -m pytest -q --numprocesses $(TEST_PROCESSES) --dist loadfile tests/nlu
	@.venv/bin/python -m pytest --numprocesses $(TEST_PROCESSES) --dist loadscope --no-loadscope-reorder $(ARGS)

check: setup-dev ## Look only: lint, types, arrows, content, phrases
	@$(MAKE) --no-print-directory --jobs $(TEST_PROCESSES) $(CHECKS)

CHECKS := check-types check-nlu-types check-phrases check-lint check-arrows check-content
.PHONY: $(CHECKS)

check-types:
	@.venv/bin/mypy

check-nlu-types:
	@cd nlu && .venv/bin/mypy

check-phrases:
	@nlu/.venv/bin/python nlu/validate.py

check-lint:
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

check-arrows:
	@.venv/bin/lint-imports

check-content:
	@$(WIN) content check

fix: setup-dev ## Repair what lint can repair
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

demo-channels: setup-dev ## Watch Telegram and WhatsApp without accounts, on two telephones on a page
	@$(WIN) train
	@.venv/bin/python -m demo $(ARGS)

bench: setup-dev ## Measure delivery, as ratios in one run
	@$(WIN) train
	@.venv/bin/python -m bench

bench-nlu: setup-dev ## Compare our understanding with other pipelines (ARGS="--language pl --skip rasa")
	@cd nlu && .venv/bin/python -m benchmark $(ARGS)

calibrate: setup ## Choose the thresholds of the language models anew, and use them
	@$(WIN) train
	@$(WIN) calibrate
	@$(WIN) train
	@cd nlu && .venv/bin/python -m benchmark.pictures

# A secret of its own for trying out; a real installation sets WIN_SECRET_KEY.
var/secret_key:
	@mkdir -p var
	@umask 077 && $(PYTHON) -c "import secrets; print(secrets.token_hex(32))" > $@

clean: ## Remove environments and models; your database under var/ stays
	rm -rf .venv .tools nlu/.venv nlu/models nlu/var

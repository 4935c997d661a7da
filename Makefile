# Опора: everything is set up by make itself; nothing but git, make and Python 3.11-3.13 is needed.
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin

# The newest interpreter that answers and has the venv module (a pyenv shim may exist and refuse).
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; \
	then echo $$p; break; fi; done)

.PHONY: demo run test check soak-diagnostics soak-delivery format lint types lock clean

demo: $(VENV)/.runtime
	@$(BIN)/python -m bot demo $(if $(RESET),--reset) $(if $(PORT),--port $(PORT)) $(if $(PEOPLE),--people $(PEOPLE))

run: $(VENV)/.runtime
	@$(BIN)/python -m bot run

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto -q

soak-diagnostics: $(VENV)/.dev
	@OPORA_KILLS=200 $(BIN)/python -m pytest -q -n 0 -s tests/faults/test_kill_nine.py

check: $(VENV)/.dev
	@sh tests/check.sh $(BIN)

# 200 kills of the delivering process over 10,000 recipients of two classes: about ten minutes.
soak-delivery: $(VENV)/.dev
	@OPORA_KILLS=200 OPORA_RECIPIENTS=10000 $(BIN)/python -m pytest -q -s -n 0 tests/faults/test_delivery_kills.py

format: $(VENV)/.dev
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock: $(VENV)/.dev
	@sh tests/lock.sh $(BIN)

$(VENV)/.python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Нужен Python 3.11, 3.12 или 3.13 с модулем venv. Debian, Ubuntu: apt install python3-venv"; exit 1; fi
	@$(PYTHON) -m venv $(VENV) && touch $@

$(VENV)/.runtime: $(VENV)/.python requirements.lock
	@echo "Устанавливаю библиотеки (один раз, около минуты)..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Устанавливаю библиотеки для разработки..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

clean:
	@rm -rf $(VENV)

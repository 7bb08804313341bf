# Each target sets up what it needs on a machine that has only Python 3.11 to 3.13; PYTHON=... chooses one.
UV := $(shell command -v uv 2>/dev/null)
VERSIONS := >=3.11,<3.14
PYTHONS = $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python)
BIN := .venv/bin
PO := $(wildcard perftui/locale/*/LC_MESSAGES/perftui.po)
MO := $(PO:.po=.mo)

.PHONY: demo test check lint types layers translations messages reference screenshots bench clean help

help:            ## what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/created:
ifneq ($(UV),)
	@$(UV) venv --quiet --python "$(or $(PYTHON),$(VERSIONS))" .venv
else
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then \
			$$python -m venv .venv; exit; \
		fi; \
	done; \
	echo "perftui needs Python 3.11, 3.12 or 3.13, and none of these is one: $(PYTHONS). Try: make PYTHON=/path/to/python3.12 demo" >&2; exit 1
endif
	@touch $@

INSTALL = $(if $(UV),$(UV) pip install --quiet --compile-bytecode --python $(BIN)/python,$(BIN)/python -m pip install --quiet --disable-pip-version-check)

.venv/run: .venv/created pyproject.toml constraints.txt hatch_build.py $(PO)
	@echo "Setting up perftui in .venv (once; about a minute) …"
	@$(INSTALL) -c constraints.txt -e .
	@$(BIN)/python -m compileall -q perftui screens widgets
	@touch $@

.venv/dev: .venv/run
	@echo "Setting up the development tools in .venv (once) …"
	@$(INSTALL) -c constraints.txt -e '.[dev]'
	@touch $@

demo: .venv/run   ## open perftui on a fresh sample company
	@$(BIN)/perftui demo

test: .venv/dev $(MO)   ## run the whole test suite
	@$(BIN)/python -m pytest -q -n 3 --dist loadfile

check: lint types layers translations   ## lint, types, layers, translations

lint: .venv/dev
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && echo "lint: clean"

types: .venv/dev
	@$(BIN)/mypy
	@$(BIN)/pyright --outputjson >/dev/null 2>&1 || $(BIN)/pyright

layers: .venv/dev
	@said=$$($(BIN)/lint-imports --no-cache) && echo "layers: kept" || { echo "$$said"; exit 1; }

translations: .venv/dev   ## build the catalogues and check that both languages are complete
	@$(BIN)/python hatch_build.py >/dev/null
	@$(BIN)/python tools/check_translations.py

messages: .venv/dev   ## collect new texts into the catalogues
	@$(BIN)/python tools/collect_messages.py

reference: .venv/dev   ## write the handbook's tables of keys and commands again
	@$(BIN)/python tools/write_reference.py

screenshots: .venv/dev   ## draw the handbook's pictures again
	@$(BIN)/python tools/draw_screenshots.py

bench: .venv/dev   ## measure against named peers (minutes)
	@$(BIN)/python -m bench

%.mo: %.po .venv/dev
	@$(BIN)/python hatch_build.py >/dev/null

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

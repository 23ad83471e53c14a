# Two commands matter: `make demo` and `make test`. `make help` lists the rest.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PORT ?= 8000
SERVE ?= 1
export PORT SERVE

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check
INSTALL := $(PIP) install --progress-bar off --require-hashes
NAMES := sed -un 's/^Collecting \([^ ]*\).*/  \1/p'
KERNEL := $(wildcard src/vandpunkt/analysis/*.pyx src/vandpunkt/analysis/*.h src/vandpunkt/analysis/arrow.c)
CATALOGUES := $(wildcard src/vandpunkt/locale/*/LC_MESSAGES/*.po)

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-19s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: .make/catalogues ## build the demo in var/demo and show it on PORT (8000); SERVE=0 stops after the files
	@.venv/bin/vandpunkt demo

.PHONY: test
test: .make/test-packages .make/catalogues ## everything that checks the project
	@tools/system-packages test
	@$(MAKE) --no-print-directory .make/login-server
	@tools/run-checks

.PHONY: lint
lint: .make/test-packages ## format and lint, changing files
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

.PHONY: translations
translations: .make/test-packages ## bring the English catalogue in line with the code
	$(PYTHON) tools/translations.py update

.PHONY: command-line-page
command-line-page: .make/test-packages .make/catalogues ## print docs/command-line.md from the commands
	$(PYTHON) tools/command_line_page.py update

.PHONY: pictures
pictures: .make/test-packages .make/catalogues ## the pictures in README.md and the handbook, made anew from the demo
	$(PYTHON) tools/pictures.py

.PHONY: calibration
calibration: .make/test-packages .make/catalogues ## simulation-based calibration of the results model, in full
	$(PYTHON) -m tests.analysis.calibration

.PHONY: oracles
oracles: .make/test-packages ## make the oracle figures of the results model anew, with NumPyro (minutes)
	$(PYTHON) -m tests.analysis.oracles.nuts problem .make/oracle-problem.json
	python3 -m venv .make/oracle-venv
	.make/oracle-venv/bin/python -m pip install --quiet --require-hashes -r requirements/oracle.txt
	.make/oracle-venv/bin/python tests/analysis/oracles/nuts.py sample .make/oracle-problem.json \
	  tests/analysis/oracles/nuts.json

.PHONY: lock
lock: ## lock the versions in requirements/ anew
	python3 -m venv .make/lock-venv
	.make/lock-venv/bin/python -m pip install --quiet pip-tools
	for name in runtime test oracle; do \
	  .make/lock-venv/bin/python -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe \
	    --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header \
	    --output-file "requirements/$$name.txt" "requirements/$$name.in"; \
	done

.PHONY: clean
clean: ## take away what make has built, the demo included
	rm -rf .make .venv build var/demo src/*.egg-info tests/oidc_provider/node_modules

.make/runtime-packages: requirements/runtime.txt
	@mkdir -p .make && tools/system-packages build
	@echo "installing the locked packages in .venv"
	@test -x $(PYTHON) || python3 -m venv .venv
	@$(INSTALL) -r requirements/runtime.txt | $(NAMES)
	@touch $@

.make/product: .make/runtime-packages pyproject.toml setup.py $(KERNEL)
	@echo "building the product"
	@$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

.make/catalogues: .make/product tools/translations.py $(CATALOGUES)
	@$(PYTHON) tools/translations.py compile
	@touch $@

.make/test-packages: .make/product requirements/test.txt
	@echo "installing the locked packages of the tests"
	@$(INSTALL) -r requirements/test.txt | $(NAMES)
	@touch $@

.make/login-server: tests/oidc_provider/package-lock.json
	@echo "installing the login server of the tests"
	@mkdir -p .make && tools/install-login-server
	@touch $@

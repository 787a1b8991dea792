# Everything starts here: `make help`.
VENV := .venv
LITE := .venv-lite
comma := ,
BIN := $(VENV)/bin
# The first Python that is new enough; name another one with `make PYTHON=...`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
ROOT_FLAG := $(if $(filter 0,$(shell id -u)),--allow-root)
SETTINGS := $(VENV)/share/jupyter/lab/settings/overrides.json
SERVER_SETTINGS := $(VENV)/etc/jupyter
INSTALLED := pyproject.toml constraints.txt tools/lab_settings.json tools/server_settings.json

.DEFAULT_GOAL := help
.PHONY: help lab present presentlab notes restore test notebooks fidelity pictures bench content lock lite site clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

lab: $(VENV)/lab.stamp  ## Open the course in JupyterLab
	@$(BIN)/python tools/notebooks.py tidy
	@echo "If no browser opens, copy one of the addresses below into yours. Stop the course with Ctrl+C."
	$(BIN)/jupyter lab $(ROOT_FLAG) --notebook-dir=notebooks --LabApp.default_url=/lab/tree/00_start_here.ipynb

present: $(VENV)/lab.stamp  ## Show the lessons to a class, section by section
	@echo "If no browser opens, copy the address below into yours. Stop with Ctrl+C."
	$(BIN)/python tools/present/serve.py

presentlab: $(VENV)/lab.stamp  ## Show a lesson to a class in JupyterLab: make presentlab LESSON=04
	$(BIN)/python tools/present/lab.py $(or $(LESSON),00) $(ROOT_FLAG)

notes: $(VENV)/lab.stamp  ## Open what the presenter needs to know, to read or to print
	@$(BIN)/python tools/present/notes.py --open

restore:  ## Put the notebooks back as they came
	git checkout -- notebooks

test: $(VENV)/test.stamp $(LITE)/stamp  ## Run every check: lint, types, unit, fidelity, notebooks, browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --nbval --nbval-current-env --nbval-cell-timeout=120 \
		--nbval-sanitize-with=tools/nbval.cfg tests notebooks

notebooks: $(VENV)/test.stamp  ## Run all notebooks again and store what they show
	$(BIN)/python tools/notebooks.py execute

fidelity: $(VENV)/test.stamp  ## Measure every sign and write docs/fidelity.md
	$(BIN)/python -m tests.fidelity.table

pictures: $(VENV)/lab.stamp  ## Draw the pictures of the start page anew, from the labs
	$(BIN)/python tools/pictures.py

bench: $(VENV)/test.stamp  ## Measure speed against other ways, in one run
	$(BIN)/python -m benchmarks

content: $(VENV)/lab.stamp  ## Check the content files and report on them
	$(BIN)/python -m neuro_edu.content check

lock: $(VENV)/test.stamp  ## Renew the tested versions in constraints.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras \
		--no-header --no-annotate --no-emit-index-url pyproject.toml -o constraints.txt

lite: $(LITE)/stamp  ## Build the course for the browser alone, in build/lite
	$(LITE)/bin/python tools/lite.py

site: $(VENV)/site.stamp  ## Build the course as a web site with handouts to print, in build/site
	$(BIN)/python -m website build/site

clean:  ## Remove the virtual environment and all caches
	rm -rf $(VENV) $(LITE) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/lab.stamp: $(INSTALLED)
	$(call install,lab)
	@touch $@

# Apart: JupyterLab would load what is meant for a browser without a server.
$(LITE)/stamp: pyproject.toml constraints.txt | $(VENV)/lab.stamp
	@$(BIN)/python -m venv $(LITE)
	@$(LITE)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[lite]"
	@touch $@

$(VENV)/site.stamp: $(INSTALLED)
	$(call install,lab$(comma)site)
	@touch $@ $(VENV)/lab.stamp

$(VENV)/test.stamp: $(INSTALLED)
	$(call install,lab$(comma)test$(comma)site)
	@touch $@ $(VENV)/lab.stamp $(VENV)/site.stamp

define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found: install it from python.org"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python cannot make a virtual environment: on Debian or Ubuntu, run: apt install python3-venv"; exit 1; }
	@echo "Installing the course into $(VENV): a minute or two, once."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[$(1)]"
	@mkdir -p $(dir $(SETTINGS)) && cp tools/lab_settings.json $(SETTINGS)
	@mkdir -p $(SERVER_SETTINGS) && for server in jupyter_server_config voila; do \
		cp tools/server_settings.json $(SERVER_SETTINGS)/$$server.json; done
	@$(BIN)/python tools/prepare.py
endef

# Everything runs inside .venv, made from the lock files; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check docs lock clean

demo: $(VENV)/.run-time
	$(BIN)/detente demo --out demo-output

test: $(VENV)/.development
	$(BIN)/pytest

check: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

docs: $(VENV)/.development
	$(BIN)/python -m scripts.build_docs

lock:
	uv pip compile pyproject.toml --universal --generate-hashes --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra dev --extra build --universal --generate-hashes --quiet \
	  --constraint requirements.lock --output-file requirements-dev.lock
	uv pip compile pyproject.toml --extra model --universal --generate-hashes --quiet \
	  --constraint requirements.lock --output-file requirements-model.lock
	printf 'hatchling\neditables\n' | uv pip compile - --universal --generate-hashes --quiet \
	  --constraint requirements-dev.lock --output-file requirements-build.lock

# The package itself is installed without build isolation, so that its build tool is pinned by hash as well.
$(VENV)/.run-time: requirements.lock requirements-build.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock -r requirements-build.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.development: requirements-dev.lock $(VENV)/.run-time
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) demo-output dist build

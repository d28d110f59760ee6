# make report   annotate the pilot corpus, run the notebooks, write the HTML site to report/
# make test     lint, types, unit tests, strict nbval over all notebooks, the README's report in an empty clone
# make notebooks   run every notebook and write its outputs in place (after a change that alters them)
# make lock     resolve requirements.lock anew from pyproject.toml, extras included so that the tests run them (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CORPUS ?= corpus/nagorno-karabakh
OUT ?= report

# One thread for linear algebra: results don't depend on the number of cores, and small matrices are faster so.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: report test lint notebooks docs lock clean

report: $(READY)
	$(BIN)/framing report $(CORPUS) --out $(OUT)

test: $(READY) lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup
	$(BIN)/python -m pytest --nbval -p no:cacheprovider notebooks

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

notebooks: $(READY)
	$(BIN)/python -m analysis.present.notebooks notebooks

docs: $(READY)
	$(BIN)/python -m analysis.tables

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

clean:
	rm -rf $(VENV) $(OUT) build *.egg-info

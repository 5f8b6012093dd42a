# Every command of the repository. `make demo` and `make test` are all that a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
UV := $(shell command -v uv)
ENVIRONMENT := $(if $(UV),uv venv --quiet --allow-existing --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
INSTALL := $(if $(UV),uv pip install --quiet --python $(BIN)/python,$(BIN)/pip install --quiet)
COMPILE := uv pip compile --quiet --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	--generate-hashes --universal --python-version 3.11
.PHONY: install demo test check serve format lint types imports requirements pytest coverage fuzz benchmark torture mutants docs golden pins clean

install: .venv/installed

.venv/installed: requirements.txt requirements-dev.txt pyproject.toml
	$(ENVIRONMENT)
	$(INSTALL) --no-deps --require-hashes --requirement requirements.txt --requirement requirements-dev.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch .venv/installed

demo: install ## a contract file to a dated billing schedule, on the samples
	$(BIN)/engross demo

serve: install ## the API on http://127.0.0.1:8000
	$(BIN)/engross serve

test: check

check: install lint types imports requirements coverage pytest

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

requirements: install ## what is imported is required, what is required is imported
	$(BIN)/deptry .

# Each test is run once: those of models and rules are counted as they run, the others run without a tracer.
# Small matrices: more threads for one product only wait for each other.
RUN_TESTS = OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses=$(JOBS) --dist=worksteal --durations=20

coverage: install ## the tests of models and rules, which go through every branch; the slowest twenty
	$(RUN_TESTS) --cov --cov-report=term tests/models tests/rules

pytest: install ## all other tests; the slowest twenty
	$(RUN_TESTS) --ignore=tests/models --ignore=tests/rules

fuzz: install ## 20,000 hurt files and texts, each in the cage; `python -m tests.fuzz --one N` shows one
	$(BIN)/python -m tests.fuzz --count 20000 --jobs $(JOBS)

benchmark: install
	$(BIN)/python -m benchmarks.extract_pages

docs: install ## the pages of the rules, the errors and the findings, from docstrings, classes and registry
	$(BIN)/python -c 'from rules.document import document; print(document(), end="")' > docs/rules.md
	$(BIN)/python -c 'from api.error_catalogue import document; print(document(), end="")' > docs/errors.md
	$(BIN)/python -c 'from models.findings import document; print(document(), end="")' > docs/findings.md

torture: install ## 100,000 generated contracts with shuffled, repeated events
	ENGROSS_CASES=100000 $(BIN)/pytest --quiet --numprocesses=$(JOBS) --dist=worksteal --timeout=0 tests/torture

mutants: install ## the share of small errors in the money core that a test notices
	$(BIN)/python -m benchmarks.mutants

golden: install ## rewrite the golden files, to be reviewed in the diff
	$(BIN)/pytest --quiet --update-golden tests/test_samples.py

pins: ## what pyproject.toml requires, pinned with the registry's hashes, for every platform; needs uv
	$(COMPILE) pyproject.toml --output-file requirements.txt
	$(COMPILE) --group dev --constraints requirements.txt --output-file requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info

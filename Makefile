# Every command of the repository. `make demo` and `make test` are all that a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
.PHONY: install demo test check serve format lint types imports pytest coverage fuzz benchmark torture mutants docs golden pins clean

install: .venv/installed

.venv/installed: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --requirement requirements.txt --requirement requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch .venv/installed

demo: install ## a contract file to a dated billing schedule, on the samples
	$(BIN)/engross demo

serve: install ## the API on http://127.0.0.1:8000
	$(BIN)/engross serve

test: check

check: install lint types imports pytest coverage

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

pytest: install
	$(BIN)/pytest --numprocesses=$(JOBS) --dist=worksteal

coverage: install ## models and rules: every branch
	$(BIN)/pytest --quiet --cov=models --cov=rules --cov-branch --cov-report=term tests/models tests/rules

fuzz: install ## 20,000 hurt files and texts, each in the cage; `python -m tests.fuzz --one N` shows one
	$(BIN)/python -m tests.fuzz --count 20000 --jobs $(JOBS)

benchmark: install
	$(BIN)/python -m benchmarks.extract_pages

docs: install ## the page of the rules, from their docstrings
	$(BIN)/python -c 'from rules.document import document; print(document(), end="")' > docs/rules.md

torture: install ## 100,000 generated contracts with shuffled, repeated events
	ENGROSS_CASES=100000 $(BIN)/pytest --quiet --numprocesses=$(JOBS) --dist=worksteal --timeout=0 tests/torture

mutants: install ## the share of small errors in the money core that a test notices
	$(BIN)/python -m benchmarks.mutants

golden: install ## rewrite the golden files, to be reviewed in the diff
	$(BIN)/pytest --quiet --update-golden tests/test_samples.py

pins: install
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --no-header --no-annotate --universal --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --no-header --no-annotate --universal --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist *.egg-info

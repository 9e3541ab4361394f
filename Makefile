# Every target sets up what it needs. `make` alone prints this list.
PYTHON ?= python3
# On Linux, PyPI's PyTorch brings some 3 GB for NVIDIA cards. To install the CPU build instead, set
# this to the address of PyTorch's CPU wheel index (README.md, "Install a smaller PyTorch").
TORCH_INDEX ?=

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
LEARNER := .venv/learner-installed
TESTER := .venv/test-installed
BROWSER := .venv/browser-installed
LESSONS := $(wildcard notebooks/*.ipynb)
# A progress bar differs at every run, and two notebooks at once share the cores.
test test-browser execute: export TQDM_DISABLE := 1
test test-browser execute: export OMP_NUM_THREADS := 1

.DEFAULT_GOAL := help
.PHONY: help lab test test-browser train reader bench lint execute claims student live clean

help:
	@echo "make lab      open the course in JupyterLab"
	@echo "make train    train the network of lesson 11 in a terminal (OPTIONS='--epochs 3')"
	@echo "make reader   train the networks that ship with lesson 12 again (minutes)"
	@echo "make test     run all tests and every lesson"
	@echo "make test-browser  run every lesson and the drawing pad in a real browser"
	@echo "make bench    compare the course's training with the article's, and NumPy with PyTorch"
	@echo "make lint     check the form of all code"
	@echo "make execute  run lessons and save their results (LESSONS=notebooks/08_...)"
	@echo "make claims   read the ledger's numbers out of the lessons, run lesson 14"
	@echo "make student  write build/student: the lessons without solutions and results"
	@echo "make live     write build/site/live: draw a digit and watch the network learn from it"
	@echo "make clean    remove everything that make made"
	@echo "Variables: PYTHON=python3.12, TORCH_INDEX=address of PyTorch's CPU wheels"

$(LEARNER): pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else 'The course needs Python 3.11 to 3.13. Name one: make lab PYTHON=python3.12')"
	$(PYTHON) -m venv .venv
	$(if $(TORCH_INDEX),$(BIN)/python -m pip install --quiet torch torchvision --index-url "$(TORCH_INDEX)")
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(TESTER): $(LEARNER)
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(BROWSER): $(TESTER)
	$(BIN)/python -m pip install --quiet --editable ".[browser]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

# The root is this folder, or JupyterLab would not reach the pictures beside notebooks/.
lab: $(LEARNER)
	$(BIN)/python -m jupyterlab --ServerApp.root_dir=. notebooks/00_start_here.ipynb

train: $(LEARNER)
	$(BIN)/python -m course_utils.training $(OPTIONS)

reader: $(LEARNER)
	$(BIN)/python -m course_utils.reader $(OPTIONS)

test: $(TESTER) lint
	$(BIN)/python -m pytest -n 2 --dist loadscope --nbval --nbval-current-env --nbval-cell-timeout=120 tests notebooks

test-browser: $(BROWSER)
	$(BIN)/python -m pytest tests/browser

bench: $(LEARNER)
	$(BIN)/python benchmarks/training_speed.py

lint: $(TESTER)
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check

execute: $(TESTER)
	$(BIN)/python -m nbconvert --to notebook --inplace --execute --ExecutePreprocessor.record_timing=False --ExecutePreprocessor.store_widget_state=False --CoalesceStreamsPreprocessor.enabled=True $(LESSONS)

claims: $(TESTER)
	$(BIN)/python -m course_utils.claims
	$(MAKE) execute LESSONS=notebooks/14_claims_on_trial.ipynb

student: $(LEARNER)
	$(BIN)/python -m nbconvert --to notebook --output-dir build/student/notebooks --TagRemovePreprocessor.enabled=True --TagRemovePreprocessor.remove_cell_tags=solution --ClearOutputPreprocessor.enabled=True $(LESSONS)
	$(BIN)/python -c "import shutil; shutil.copytree('images', 'build/student/images', dirs_exist_ok=True)"

live: $(LEARNER)
	$(BIN)/python -m course_utils.live build/site/live

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('.venv', 'build', 'data', '.pytest_cache', '.ruff_cache')]"

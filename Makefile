# Every target sets up what it needs. `make` alone prints this list.
PYTHON ?= python3
# On Linux, the usual PyTorch brings gigabytes for NVIDIA cards, which no lesson uses. TORCH=cpu
# installs PyTorch's CPU build instead, from this address; nothing else ever contacts it.
TORCH ?=
CPU_WHEELS := https://download.pytorch.org/whl/cpu
ifneq ($(filter-out cpu,$(TORCH)),)
$(error TORCH can be cpu, or left out; not "$(TORCH)")
endif

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
# Once the CPU build is installed it stays, also where TORCH=cpu is not said again.
WITH_CPU := .venv/learner-installed-cpu
WITH_CUDA := .venv/learner-installed
LEARNER := $(if $(TORCH)$(wildcard $(WITH_CPU)),$(WITH_CPU),$(WITH_CUDA))
TESTER := .venv/test-installed
BROWSER := .venv/browser-installed
PAGES := .venv/site-installed
HUB := .venv/hub-installed
# The official proxy, for closed homes.
PROXY := .venv/proxy-installed
# reveal.js and MathJax, which the decks carry along.
SLIDES := .venv/slides-installed
LESSONS := $(wildcard notebooks/*.ipynb)
# A progress bar differs at every run, and two notebooks at once share the cores.
test test-browser execute: export TQDM_DISABLE := 1
test test-browser execute: export OMP_NUM_THREADS := 1
# What a test or an author's run answers is nobody's progress.
test test-browser execute claims: export BACKPROP_PROGRESS := off

.DEFAULT_GOAL := help
.PHONY: help lab board check progress test test-browser train reader bench lint execute claims student live site site-serve test-site hub hub-rehearsal guide slides kit catch-up check-codes test-teach clean

help:
	@echo "make lab      open the course in JupyterLab, in your own copy, my_course/"
	@echo "make board    for teachers: show live which mistakes a class makes (OPTIONS=--open)"
	@echo "make check    say whether this computer is ready, and how to mend it"
	@echo "make progress show which exercises are done (OPTIONS=--forget forgets it)"
	@echo "make train    train the network of lesson 11 in a terminal (OPTIONS='--epochs 3')"
	@echo "make reader   train the networks that ship with lesson 12 again (minutes)"
	@echo "make test     run all tests and every lesson"
	@echo "make test-browser  run every lesson and the drawing pad in a real browser"
	@echo "make bench    compare the course's training with the article's; time the CNN to 99 %"
	@echo "make lint     check the form of all code"
	@echo "make execute  run lessons and save their results (LESSONS=notebooks/08_...)"
	@echo "make claims   read the ledger's numbers out of the lessons, run lesson 14"
	@echo "make student  write build/student: the lessons without solutions and results"
	@echo "make live     write build/site/live: draw a digit and watch the network learn from it"
	@echo "make site     write build/site: the course as web pages, for any browser"
	@echo "make site-serve  show them on this computer (make test-site tests them)"
	@echo "make hub      serve the course to a class from this computer (teach/README.md)"
	@echo "make hub-rehearsal  let simulated learners try the class server that runs"
	@echo "make guide    write build/teach/guide: for who teaches, with mistakes and answers"
	@echo "make slides   write build/teach/slides: a deck a lesson, with notes"
	@echo "make kit      write build/kit: all for installing without a network, for a stick"
	@echo "make catch-up write a lesson with its answers so far (AFTER=05.3)"
	@echo "make check-codes  say what the codes of learners' computers mean (FILE=answers.txt)"
	@echo "make test-teach  test what teachers use: guide, slides, kit, the class server with three learners"
	@echo "make clean    remove everything that make made, except my_course/ and my_class/"
	@echo "Variables: TORCH=cpu (without NVIDIA's libraries), PYTHON=python3.12; for make lab"
	@echo "           CLASS=192.168.1.20:8765/K7QX-2MPA, as the teacher's screen shows it"

$(LEARNER): pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else 'The course needs Python 3.11 to 3.13. Name one: make lab PYTHON=python3.12')"
	$(PYTHON) -m venv .venv
	$(if $(TORCH),$(if $(wildcard $(WITH_CUDA)),$(error The larger PyTorch is installed already: `make clean` first, then again with TORCH=cpu)))
	$(if $(TORCH),$(BIN)/python -m pip install --quiet torch torchvision --index-url $(CPU_WHEELS))
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(TESTER): $(LEARNER)
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(BROWSER): $(TESTER)
	$(BIN)/python -m pip install --quiet --editable ".[browser]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(HUB): $(LEARNER)
	$(BIN)/python -m pip install --quiet --editable ".[hub]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(PROXY):
	npm install --silent --no-fund --no-audit --prefix .venv/proxy configurable-http-proxy@5
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

$(SLIDES): $(LEARNER)
	npm install --silent --no-fund --no-audit --prefix .venv/slides reveal.js@4.6 mathjax@3.2.2
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

lab: $(LEARNER)
	$(BIN)/python -m course_utils.lab $(if $(CLASS),"--class=$(CLASS)") $(OPTIONS)

board: $(LEARNER)
	$(BIN)/python -m course_utils.board $(OPTIONS)

check: $(LEARNER)
	$(BIN)/python -m course_utils.check_env

progress: $(LEARNER)
	$(BIN)/python -m course_utils.progress $(OPTIONS)

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
	$(BIN)/python benchmarks/cnn.py
	$(BIN)/python benchmarks/staircase.py

lint: $(TESTER)
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check

execute: $(TESTER)
	$(BIN)/python -m nbconvert --to notebook --inplace --execute --ExecutePreprocessor.record_timing=False --ExecutePreprocessor.store_widget_state=False --NotebookExporter.preprocessors=nbconvert.preprocessors.CoalesceStreamsPreprocessor $(LESSONS)

claims: $(TESTER)
	$(BIN)/python -m course_utils.claims
	$(MAKE) execute LESSONS=notebooks/14_claims_on_trial.ipynb

student: $(LEARNER)
	$(BIN)/python -m course_utils.student

live: $(LEARNER)
	$(BIN)/python -m course_utils.live build/site/live

$(PAGES): $(LEARNER)
	$(BIN)/python -m pip install --quiet --editable ".[site]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$@').touch()"

site: $(PAGES)
	$(BIN)/python site/build_site.py

site-serve: site
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory build/site 8080

test-site: $(PAGES) $(BROWSER)
	$(BIN)/python -m pytest tests/browser/test_site.py

hub: $(HUB) $(if $(CLOSED),$(PROXY))
	$(BIN)/python teach/hub/class_server.py $(if $(CLOSED),--closed) $(OPTIONS)

hub-rehearsal: $(HUB)
	$(BIN)/python teach/hub/rehearsal.py $(if $(CLOSED),--folder /srv/backprop-class) $(OPTIONS)

guide: $(LEARNER)
	$(BIN)/python teach/tools/make_guide.py

slides: $(SLIDES)
	$(BIN)/python teach/slides/make_slides.py

kit: $(LEARNER)
	$(BIN)/python teach/kit/make_kit.py $(if $(filter $(WITH_CPU),$(LEARNER)),--torch-index $(CPU_WHEELS)) $(OPTIONS)

catch-up: $(LEARNER)
	$(BIN)/python teach/tools/catch_up.py $(AFTER)

check-codes: $(LEARNER)
	$(BIN)/python teach/tools/check_codes.py $(FILE)

test-teach: $(BROWSER) $(HUB) $(SLIDES) $(PROXY)
	$(BIN)/python -m pytest tests/teach

clean:
	$(PYTHON) -c "import shutil; [shutil.rmtree(d, ignore_errors=True) for d in ('.venv', 'build', 'data', '.pytest_cache', '.ruff_cache')]"

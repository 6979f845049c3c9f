# `make check` is what CI runs; everything here uses the virtual environment in .venv.
PYTHON = .venv/bin/python

.PHONY: install check fix test fast reading docs speed accuracy

install:            ## a virtual environment with the package and what its checks need
	python3 -m venv .venv
	.venv/bin/pip install -e '.[dev]'

check:              ## every check: ruff, mypy, layers, docs, tests, accuracy
	$(PYTHON) scripts/check.py

fix:                ## let ruff mend what it can
	$(PYTHON) -m ruff check --fix .

test:               ## all tests
	$(PYTHON) -m pytest

fast:               ## the units: no parser, no archive, no server, no browser; under a minute
	$(PYTHON) scripts/check.py units

reading:            ## what reads English, and every pattern pumped
	$(PYTHON) scripts/check.py reading

docs:               ## write the generated pages anew
	$(PYTHON) scripts/build_docs.py
	$(PYTHON) scripts/build_ontology.py --page

speed:              ## a full reading beside the bare parser
	$(PYTHON) benchmarks/speed.py

accuracy:           ## scores beside their floors; DATA is a folder with examples/ and benchmarks/, without it our own sentences
	$(PYTHON) benchmarks/accuracy.py $(DATA)

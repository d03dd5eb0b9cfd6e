# Each target works on a machine that has only Python 3.11 or newer (with venv) and make.
PYTHON ?= python3

.PHONY: run test check bench prove

run:
	@$(PYTHON) make/environment.py run
	@.venv/bin/python make/run.py

test:
	@$(PYTHON) make/environment.py test
	@.venv/bin/python make/test.py

check:
	@$(PYTHON) make/environment.py dev
	@.venv/bin/python make/check.py

bench:
	@$(PYTHON) make/environment.py test
	@.venv/bin/python make/bench/bench.py

prove:
	@$(PYTHON) make/environment.py test
	@.venv/bin/python make/prove.py

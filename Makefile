# make build   set everything up and run the main job on seeds/
# make test    set everything up and run the tests
# make lint    ruff and mypy            make bench   the benchmarks
# make fuzz    ten minutes of broken inputs
# make readme  its generated blocks     make docs    those of docs/
# make lock    resolve versions anew
# make clean   remove what is built here (not data/)
PYTHON ?= python3
UV_VERSION := 0.13.9
UV_HOME := .uv
UV := $(UV_HOME)/bin/uv
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.synced

# Where the system keeps certificates, its own are asked: they know what stands between this machine and a registry.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem),)
export UV_SYSTEM_CERTS ?= true
endif

.PHONY: build test lint bench fuzz docs readme lock clean setup

build: setup
	$(BIN)/dedi build seeds

test: setup
	$(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/pytest tests/bench -q -s --timeout=1800 --override-ini=python_files=bench_*.py

fuzz: setup
	$(BIN)/python -m tests.fuzz --seconds 600

docs: setup
	$(BIN)/python -m tests.quotes_page

readme: setup
	rm -rf .readme-data
	$(BIN)/python -m tests.readme .readme-data
	rm -rf .readme-data

setup: $(STAMP)

$(UV):
	@echo "uv is installed with pip into $(UV_HOME)/, which belongs to this checkout (make clean removes it)"
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
		--target $(UV_HOME) "uv==$(UV_VERSION)"

# The lock names versions and hashes, and no registry: packages come from wherever this machine's uv looks.
$(STAMP): $(UV) uv.lock pyproject.toml
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)
	$(UV) export --quiet --frozen --no-emit-project --no-header --no-annotate --output-file $(VENV)/locked.txt
	$(UV) pip sync --quiet --require-hashes --python $(BIN)/python $(VENV)/locked.txt
	$(UV) pip install --quiet --no-deps --python $(BIN)/python --editable .
	@touch $(STAMP)

lock: $(UV)
	$(UV) lock --upgrade
	sed -E -i.bak 's#https://[^/"]+(/simple)?#https://registry.invalid\1#' uv.lock && rm uv.lock.bak

clean:
	rm -rf $(VENV) $(UV_HOME) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist *.egg-info

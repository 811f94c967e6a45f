# The portal's commands. `make help` lists them; each brings what it needs.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$p && break; done)
START = @$(PYTHON) -m hellowork_portal.start

.DEFAULT_GOAL := help
.PHONY: help run test test-quick check soak bench migrate codes pictures manager-pictures clean python

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: python ## Start the portal with demonstration data on this machine (Ctrl-C ends all)
	$(START) run

test: python ## Checks, all tests (SQLite, PostgreSQL, Redis, browser) and the short benchmark
	$(START) test

test-quick: python ## Tests that need neither PostgreSQL nor a browser
	$(START) test-quick

check: python ## Format, lint, types, import contracts
	$(START) check

soak: python ## The long run of the state machine of seats (25,000 steps, a quarter of an hour)
	$(START) soak

bench: python ## The full benchmark
	$(START) bench

migrate: python ## Bring the database of the settings to the newest tables
	$(START) migrate

codes: python ## The present sign-in codes of the demonstration's members of staff
	$(START) codes

pictures: python ## Take the guide's and README's pictures anew (with `make run` beside it)
	$(START) pictures

manager-pictures: python ## Take the office manager's guide's pictures anew (with `make run` beside it)
	$(START) manager-pictures

clean: python ## Take away what is built and cached; environment and data stay
	$(START) clean

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is missing. On Debian and Ubuntu: apt-get install python3 python3-venv"; exit 2; }

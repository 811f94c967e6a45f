"""Run a command."""

import sys
from importlib import import_module

from hellowork_portal.cli.talk import app

_MODULES = {"worker": "parts", "mailbox": "parts", "check-settings": "parts", "prepare": "preparing"}
"""Where the commands of every start are; all others (and help) take the time to import everything."""

import_module(f"hellowork_portal.cli.{_MODULES.get(' '.join(sys.argv[1:]), 'commands')}")
app()

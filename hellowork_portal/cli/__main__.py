"""Run a command."""

from hellowork_portal.cli import app

app()

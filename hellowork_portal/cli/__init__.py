"""The operator's commands: `python -m hellowork_portal.cli <command>`."""

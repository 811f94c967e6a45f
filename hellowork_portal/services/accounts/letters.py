"""Letters about an account: the outbox's, under the name that accounts know."""

from hellowork_portal.services.outbox.letters import letter

__all__ = ["letter"]

"""The day of the interviews' tests, with declarations of the reviewers' tests."""

from tests.services.interviews.conftest import day

__all__ = ["day"]

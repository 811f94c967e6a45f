"""The office of the schedule's tests."""

from tests.services.schedule_changes.conftest import bureau

__all__ = ["bureau"]

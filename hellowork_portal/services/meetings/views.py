"""What people may know of a meeting."""

from dataclasses import dataclass, field

from hellowork_portal.models import MeetingState


@dataclass(frozen=True)
class MeetingView:
    """A reservation's meeting; address and passcode are empty until it is ready."""

    state: MeetingState
    join_url: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)

    @property
    def is_ready(self) -> bool:
        """Whether there is an address to join by."""
        return self.state is MeetingState.READY

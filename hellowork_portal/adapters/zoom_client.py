"""zoomus's client, made without waking the network."""

from zoomus import ZoomClient
from zoomus.components.meeting import MeetingComponentV2
from zoomus.components.user import UserComponentV2
from zoomus.util import API_VERSION_2


class QuietZoomClient(ZoomClient):
    """A ZoomClient whose constructor fetches no token and whose time limits are kept.

    The original asks for a token in its constructor, without a time limit, and
    forgets to hand its own limit to its components, whose setter takes no pair
    (connect, read); so it is written past the setter.
    """

    def __init__(self, base_uri: str, timeouts: tuple[float, float]) -> None:
        self.base_uri = base_uri
        self.config = {"version": API_VERSION_2, "base_uri": base_uri, "data_type": "json", "token": ""}
        self._meetings = MeetingComponentV2(base_uri=base_uri, config=self.config)
        self._users = UserComponentV2(base_uri=base_uri, config=self.config)
        for part in (self, self._meetings, self._users):
            vars(part)["_timeout"] = timeouts

    @property
    def meeting(self) -> MeetingComponentV2:
        """Calls about meetings."""
        return self._meetings

    @property
    def user(self) -> UserComponentV2:
        """Calls about users."""
        return self._users

    @property
    def token(self) -> str:
        """The token that the next call carries; written by one attribute, so threads see old or new."""
        return self.config["token"]

    @token.setter
    def token(self, value: str) -> None:
        self.config["token"] = value

"""What screens are told of interviews that are somebody's."""

from dataclasses import dataclass

from hellowork_portal.kit.words import Words


@dataclass(frozen=True)
class OpenInterview:
    """An interview that somebody still has ahead."""

    reservation_id: int
    number_shown: str
    when: Words

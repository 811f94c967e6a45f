"""Who waits and who is in: the stand-in's meetings as they run, in memory."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

GONE_AFTER = timedelta(seconds=90)
"""A page that has not asked for so long was closed; browsers let hidden pages ask once a minute."""


class PersonState(StrEnum):
    """Where somebody who opened the link is now."""

    WAITING = "waiting"
    INSIDE = "inside"
    REFUSED = "refused"
    LEFT = "left"
    ENDED = "ended"


@dataclass
class Person:
    """Somebody with the link; `key` is theirs alone, `number` is what the host's page names."""

    key: str
    number: int
    name: str
    seen_at: datetime
    state: PersonState = PersonState.WAITING
    has_video: bool = False
    has_sound: bool = False
    is_sharing: bool = False

    def fall_silent(self) -> None:
        """Switch video, sound and sharing off, as at every way in and out."""
        self.has_video = self.has_sound = self.is_sharing = False


@dataclass
class Room:
    """One running meeting; `host_key` opens the host's page as long as the server runs."""

    host_key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    is_open: bool = False
    people: dict[str, Person] = field(default_factory=dict)

    def those(self, state: PersonState, now: datetime) -> list[Person]:
        """Return who is in this state and still there, in order of arrival."""
        return [
            person
            for person in self.people.values()
            if person.state is state and now - person.seen_at < GONE_AFTER
        ]


class Rooms:
    """All rooms, by meeting number. Lives in the server's one event loop, so it needs no lock."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._rooms: dict[int, Room] = {}

    def room(self, number: int) -> Room:
        """Return a meeting's room, empty at first."""
        return self._rooms.setdefault(number, Room())

    def arrive(self, number: int, name: str) -> Person:
        """Put somebody into the waiting room."""
        room = self.room(number)
        person = Person(secrets.token_urlsafe(18), len(room.people) + 1, name, self._clock())
        room.people[person.key] = person
        return person

    def person(self, number: int, key: str) -> Person | None:
        """Return whoever holds this key, and note that they are there."""
        person = self.room(number).people.get(key)
        if person is not None:
            person.seen_at = self._clock()
        return person

    def act(self, person: Person, action: str) -> None:
        """Do what somebody's button says; what does not fit their state is ignored."""
        if action == "return" and person.state is not PersonState.WAITING:
            person.state = PersonState.WAITING
        if action == "leave":
            person.state = PersonState.LEFT
        if person.state is not PersonState.INSIDE:
            person.fall_silent()
            return
        switches = {"video": "has_video", "sound": "has_sound", "share": "is_sharing"}
        if action in switches:
            setattr(person, switches[action], not getattr(person, switches[action]))

    def decide(self, number: int, person_number: int, state: PersonState) -> None:
        """Let somebody who waits in, or refuse them."""
        for person in self.room(number).people.values():
            if person.number == person_number and person.state is PersonState.WAITING:
                person.state = state

    def open(self, number: int) -> Room:
        """Let the host begin."""
        room = self.room(number)
        room.is_open = True
        return room

    def end(self, number: int) -> None:
        """End the meeting for everybody inside; who waits goes on waiting."""
        room = self.room(number)
        room.is_open = False
        for person in room.people.values():
            if person.state is PersonState.INSIDE:
                person.state = PersonState.ENDED
                person.fall_silent()

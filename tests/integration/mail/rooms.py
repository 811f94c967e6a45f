"""A provider of meetings in memory, which misbehaves on demand."""

from dataclasses import dataclass, field

from hellowork_portal.ports.meetings import MeetingMissing, MeetingPlan, MeetingRoom, MeetingsUnavailable


@dataclass
class Rooms:
    """Keeps rooms by id; `troubles` are raised one by one, `lost` ones after the room was made."""

    rooms: dict[str, MeetingPlan] = field(default_factory=dict)
    troubles: list[Exception] = field(default_factory=list)
    lost: list[Exception] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    made: int = 0

    def create(self, plan: MeetingPlan, *, may_exist: bool = False) -> MeetingRoom:
        self.calls.append(f"create{' may_exist' if may_exist else ''}")
        self._trouble()
        mark = (plan.host, plan.reference)
        standing = [name for name, one in self.rooms.items() if (one.host, one.reference) == mark]
        if may_exist and standing:
            self.rooms[standing[0]] = plan
            return self._room(standing[0])
        self.made += 1
        name = f"room-{self.made}"
        self.rooms[name] = plan
        if self.lost:
            raise self.lost.pop(0)
        return self._room(name)

    def move(self, provider_id: str, plan: MeetingPlan) -> None:
        self.calls.append(f"move {provider_id}")
        self._trouble()
        if provider_id not in self.rooms:
            raise MeetingMissing
        self.rooms[provider_id] = plan

    def delete(self, provider_id: str) -> None:
        self.calls.append(f"delete {provider_id}")
        self._trouble()
        self.rooms.pop(provider_id, None)

    def start_url(self, provider_id: str) -> str:
        return f"https://zoom.example.jp/s/{provider_id}"

    def host_ids(self) -> list[str]:
        return sorted({plan.host for plan in self.rooms.values()})

    def _trouble(self) -> None:
        if self.troubles:
            raise self.troubles.pop(0)

    def _room(self, name: str) -> MeetingRoom:
        return MeetingRoom(name, self.rooms[name].host, f"https://zoom.example.jp/j/{name}?pwd=x", "123456")


def away(times: int = 1) -> list[Exception]:
    return [MeetingsUnavailable() for _ in range(times)]

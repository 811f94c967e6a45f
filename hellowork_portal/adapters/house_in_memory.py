"""The house of one process: who is inside and who waits, in memory."""

from collections import OrderedDict, deque
from threading import Lock

from hellowork_portal.adapters.house_rules import HouseRules
from hellowork_portal.ports.house import Place


class MemoryHouse:
    """Guests by the instant at which their stay ends; the queue in order of arrival."""

    def __init__(self, rules: HouseRules) -> None:
        self._rules, self._lock = rules, Lock()
        self._inside: dict[str, float] = {}
        self._waiting: OrderedDict[str, float] = OrderedDict()
        self._newcomers: dict[str, tuple[str, float]] = {}
        self._let_in: deque[float] = deque()

    def enter(self, visitor: str, network: str, now: float) -> Place:
        """See the port."""
        with self._lock:
            self._tidy(now)
            if visitor in self._inside:
                self._keep(visitor, now)
                return Place(is_inside=True)
            self._waiting[visitor] = now
            ahead = self._ahead(visitor)
            if ahead < self._rules.most - len(self._inside) and self._may_come(network):
                self._admit(visitor, network, now)
                return Place(is_inside=True)
            return Place(is_inside=False, ahead=ahead, minutes=self._rules.minutes(ahead, len(self._let_in)))

    def stay(self, visitor: str, now: float) -> None:
        """See the port."""
        with self._lock:
            self._keep(visitor, now)

    def leave(self, visitor: str, now: float) -> None:
        """See the port."""
        with self._lock:
            if visitor in self._inside:
                self._inside[visitor] = now + self._rules.reload_seconds

    def _keep(self, visitor: str, now: float) -> None:
        self._inside[visitor] = now + self._rules.stay_seconds
        self._newcomers.pop(visitor, None)

    def _ahead(self, visitor: str) -> int:
        for place, waiting in enumerate(self._waiting):
            if waiting == visitor:
                return place
        return len(self._waiting)

    def _may_come(self, network: str) -> bool:
        same = sum(1 for other, _ends in self._newcomers.values() if other == network)
        return same < self._rules.newcomers_per_network

    def _admit(self, visitor: str, network: str, now: float) -> None:
        del self._waiting[visitor]
        self._inside[visitor] = now + self._rules.first_seconds
        self._newcomers[visitor] = (network, now + self._rules.first_seconds)
        self._let_in.append(now)

    def _tidy(self, now: float) -> None:
        for gone in [visitor for visitor, ends in self._inside.items() if ends <= now]:
            del self._inside[gone]
        for gone in [
            visitor for visitor, seen in self._waiting.items() if seen <= now - self._rules.place_seconds
        ]:
            del self._waiting[gone]
        for gone in [visitor for visitor, (_net, ends) in self._newcomers.items() if ends <= now]:
            del self._newcomers[gone]
        while self._let_in and self._let_in[0] <= now - self._rules.measured_seconds:
            self._let_in.popleft()

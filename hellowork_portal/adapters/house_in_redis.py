"""One house for several processes: counted in Redis by one script, so that no two let the same place."""

from typing import cast

import structlog
from redis import Redis
from redis.exceptions import RedisError

from hellowork_portal.adapters.house_in_memory import MemoryHouse
from hellowork_portal.adapters.house_rules import HouseRules
from hellowork_portal.ports.house import Place

log = structlog.get_logger("portal.house")
_SECONDS = 1
_INSIDE, _QUEUE, _SEEN, _NEW, _LET_IN, _NEXT = (
    f"portal:house:{name}" for name in ("inside", "queue", "seen", "new", "let_in", "next")
)
_ENTER = """
local inside, queue, seen, new, let_in, next_place = unpack(KEYS)
local visitor, network = ARGV[1], ARGV[2]
local now, most, first, stay, place, measured, per_network = unpack(ARGV, 3)
now = tonumber(now)
redis.call('ZREMRANGEBYSCORE', inside, '-inf', now)
redis.call('ZREMRANGEBYSCORE', new, '-inf', now)
redis.call('ZREMRANGEBYSCORE', let_in, '-inf', now - measured)
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', seen, '-inf', now - place)) do
  redis.call('ZREM', queue, gone)
  redis.call('ZREM', seen, gone)
end
if redis.call('ZSCORE', inside, visitor) then
  redis.call('ZADD', inside, now + stay, visitor)
  redis.call('ZREM', new, network .. ' ' .. visitor)
  return {1, 0, 0}
end
if not redis.call('ZSCORE', queue, visitor) then
  redis.call('ZADD', queue, redis.call('INCR', next_place), visitor)
end
redis.call('ZADD', seen, now, visitor)
local ahead = redis.call('ZRANK', queue, visitor)
local same = 0
for _, one in ipairs(redis.call('ZRANGE', new, 0, -1)) do
  if string.sub(one, 1, #network + 1) == network .. ' ' then same = same + 1 end
end
if ahead < tonumber(most) - redis.call('ZCARD', inside) and same < tonumber(per_network) then
  redis.call('ZREM', queue, visitor)
  redis.call('ZREM', seen, visitor)
  redis.call('ZADD', inside, now + first, visitor)
  redis.call('ZADD', new, now + first, network .. ' ' .. visitor)
  redis.call('ZADD', let_in, now, now .. ' ' .. visitor)
  return {1, 0, 0}
end
return {0, ahead, redis.call('ZCARD', let_in)}
"""


class RedisHouse:
    """See the port. While Redis is away each process counts by itself, as rate limits do."""

    def __init__(self, rules: HouseRules, redis_url: str) -> None:
        self._rules, self._own = rules, MemoryHouse(rules)
        self._redis = Redis.from_url(redis_url, socket_timeout=_SECONDS, socket_connect_timeout=_SECONDS)
        self._enter = self._redis.register_script(_ENTER)

    def enter(self, visitor: str, network: str, now: float) -> Place:
        """See the port."""
        rules = self._rules
        numbers = [
            now, rules.most, rules.first_seconds, rules.stay_seconds, rules.place_seconds,
            rules.measured_seconds, rules.newcomers_per_network,
        ]  # fmt: skip
        keys = [_INSIDE, _QUEUE, _SEEN, _NEW, _LET_IN, _NEXT]
        try:
            answer = cast(list[int], self._enter(keys=keys, args=[visitor, network, *numbers]))
        except RedisError as error:
            log.warning("redis_away", error=type(error).__name__)
            return self._own.enter(visitor, network, now)
        is_inside, ahead, let_in = answer
        return Place(bool(is_inside), ahead, 0 if is_inside else rules.minutes(ahead, let_in))

    def stay(self, visitor: str, now: float) -> None:
        """See the port."""
        self._ends(visitor, now + self._rules.stay_seconds)

    def leave(self, visitor: str, now: float) -> None:
        """See the port."""
        self._ends(visitor, now + self._rules.reload_seconds, xx=True)

    def _ends(self, visitor: str, at: float, *, xx: bool = False) -> None:
        try:
            self._redis.zadd(_INSIDE, {visitor: at}, xx=xx)
        except RedisError as error:
            log.warning("redis_away", error=type(error).__name__)

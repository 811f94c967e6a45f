"""The house keeps its number and its order, in one process's memory and in Redis alike."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from hellowork_portal.adapters.house_in_memory import MemoryHouse
from hellowork_portal.adapters.house_in_redis import RedisHouse
from hellowork_portal.adapters.house_rules import HouseRules
from hellowork_portal.ports.house import House

MOST = 10
START = 1_000_000.0
Built = Callable[[int], House]


@pytest.fixture(params=["memory", "redis"])
def built(request: pytest.FixtureRequest) -> Built:
    if request.param == "memory":
        return lambda most: MemoryHouse(HouseRules(most))
    url = request.getfixturevalue("redis_url")
    return lambda most: RedisHouse(HouseRules(most), url)


def come(house: House, count: int, *, name: str = "guest", now: float = START) -> int:
    """Let people of different networks come; return how many got in."""
    places = [house.enter(f"{name}{one}", f"10.0.{one}.0", now) for one in range(count)]
    return sum(place.is_inside for place in places)


def test_no_more_than_the_number_are_inside_and_the_rest_keep_the_order_they_came_in(built: Built) -> None:
    house = built(MOST)
    assert come(house, 25) == MOST
    assert [house.enter(f"guest{one}", f"10.0.{one}.0", START + 1).ahead for one in range(10, 25)] == list(
        range(15)
    )


def test_whoever_waits_first_comes_in_first_when_a_place_is_free(built: Built) -> None:
    house = built(MOST)
    come(house, 12)
    house.leave("guest3", START + 5)
    late = START + 5 + HouseRules(MOST).reload_seconds + 1
    for at in (START + 60, START + 100, late):
        for one in (0, 1, 2, 4, 5, 6, 7, 8, 9):
            house.stay(f"guest{one}", at)
        second, first = house.enter("guest11", "10.0.11.0", at), house.enter("guest10", "10.0.10.0", at)
    assert (first.is_inside, second.is_inside, second.ahead) == (True, False, 1)
    assert house.enter("guest11", "10.0.11.0", late + 1).ahead == 0


def test_a_place_is_lost_two_minutes_after_the_last_sign_of_life(built: Built) -> None:
    house = built(MOST)
    come(house, MOST)
    for one in range(MOST):
        house.stay(f"guest{one}", START)
    house.enter("early", "10.1.0.0", START)
    house.enter("later", "10.2.0.0", START + 60)
    assert house.enter("early", "10.1.0.0", START + 119).ahead == 0
    assert house.enter("later", "10.2.0.0", START + 179).ahead == 1
    assert house.enter("later", "10.2.0.0", START + 240).ahead == 0


def test_who_asks_once_and_forgets_the_cookie_keeps_nobody_out_for_long(built: Built) -> None:
    house = built(MOST)
    assert come(house, MOST, name="program") == MOST
    assert not house.enter("person", "10.9.0.0", START + 29).is_inside
    assert house.enter("person", "10.9.0.0", START + 31).is_inside


def test_one_network_cannot_fill_the_house_with_new_visitors(built: Built) -> None:
    house = built(50)
    crowd = [house.enter(f"bot{one}", "10.7.0.0", START).is_inside for one in range(50)]
    assert sum(crowd) == HouseRules(50).newcomers_per_network
    assert not house.enter("bot49", "10.7.0.0", START + 1).is_inside


def test_who_is_at_work_stays_and_who_is_silent_goes(built: Built) -> None:
    house = built(1)
    assert house.enter("busy", "10.0.0.1", START).is_inside
    for minute in range(1, 30):
        house.stay("busy", START + 60 * minute)
        assert not house.enter("next", "10.0.0.2", START + 60 * minute).is_inside
    assert house.enter("next", "10.0.0.2", START + 60 * 29 + 100).ahead == 0
    silent = START + 60 * 29 + HouseRules(1).stay_seconds + 1
    assert house.enter("next", "10.0.0.2", silent).is_inside


def test_the_wait_is_told_by_how_many_came_in_lately(built: Built) -> None:
    house = built(MOST)
    come(house, MOST)
    rules = HouseRules(MOST)
    place = house.enter("guest99", "10.9.9.0", START + 1)
    assert place.minutes == rules.minutes(0, MOST) == 1
    assert rules.minutes(39, MOST) == 20
    assert rules.minutes(9, 0) == 10


def test_many_at_once_from_several_threads_never_exceed_the_number(built: Built) -> None:
    house = built(MOST)
    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(lambda one: house.enter(f"p{one}", f"10.3.{one}.0", START), range(200)))
    assert sum(place.is_inside for place in places) == MOST

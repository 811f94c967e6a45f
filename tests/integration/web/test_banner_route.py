"""What open pages fetch: all banners in every language, the same for everybody."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from hellowork_portal import runtime
from hellowork_portal.kit import routes
from hellowork_portal.kit.clock import now
from hellowork_portal.kit.faults import Fault
from hellowork_portal.kit.principal import SYSTEM
from hellowork_portal.models import BannerKind
from hellowork_portal.services.banners.rules import NewBanner
from hellowork_portal.services.banners.service import add_banner
from hellowork_portal.web import banners
from hellowork_portal.web.routes import make_routes


@pytest.fixture
def client(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(banners, "_kept", banners._Kept())
    with TestClient(make_routes()) as client:
        yield client


def put_up(text: str) -> None:
    banner = NewBanner(BannerKind.NOTICE, now(), texts={"ja": text})
    runtime.run_now(add_banner, banner=banner, principal=SYSTEM)


def test_banners_come_in_every_language_and_may_be_kept_for_a_moment(client: TestClient) -> None:
    put_up("混み合っています。")
    answer = client.get(routes.BANNERS)
    (banner,) = answer.json()
    assert banner["kind"] == "notice"
    assert set(banner["text"]) == {"ja", "ja-easy", "en"}
    assert answer.headers["cache-control"] == "public, max-age=0, s-maxage=10"
    assert "set-cookie" not in answer.headers


def test_the_database_is_asked_once_in_five_seconds(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get(routes.BANNERS).json() == []
    put_up("混み合っています。")
    assert client.get(routes.BANNERS).json() == []
    monkeypatch.setattr(banners._kept, "_read_at", banners._kept._read_at - banners.KEPT_SECONDS)
    assert len(client.get(routes.BANNERS).json()) == 1


def test_while_the_database_is_away_pages_are_told_to_keep_theirs(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_args: object, **_named: object) -> None:
        raise Fault("ABCDEFGH")

    monkeypatch.setattr(banners.runtime, "read", fail)
    answer = client.get(routes.BANNERS)
    assert (answer.status_code, answer.json()) == (503, [])
    assert answer.headers["cache-control"] == "no-store"

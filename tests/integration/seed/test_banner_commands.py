"""`banner-add`, `banner-list` and `banner-end`, as they are typed."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hellowork_portal.cli.commands import app
from hellowork_portal.models import Banner
from tests.factories import Desk, make_office


def cli(*words: object, language: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"LANG": language, "LC_ALL": ""})


@pytest.fixture
def desk(database_url: str) -> Desk:
    return Desk(database_url)


def number_in(result: Result) -> str:
    found = re.search(r"Banner (\d+)", result.stdout)
    assert found, result.output
    return found[1]


def test_a_notice_is_put_up_listed_and_taken_down(desk: Desk) -> None:
    added = cli(
        "banner-add", "--ja", "混み合っています。", "--en", "We are busy.", "--ja-easy", "こんで います。"
    )
    assert added.exit_code == 0, added.output
    number = number_in(added)
    assert "languages" not in added.stdout
    listed = cli("banner-list").stdout
    assert "shown" in listed
    assert "We are busy." in listed
    assert cli("banner-end", number).exit_code == 0
    assert "taken down" in cli("banner-list").stdout
    again = cli("banner-end", number)
    assert again.exit_code == 1
    assert "does not exist" in again.stderr


def test_times_are_japans_and_missing_languages_are_told(desk: Desk) -> None:
    times = ("--starts", "2099-12-04 22:00", "--ends", "2099-12-05 6:00")
    added = cli("banner-add", "--kind", "maintenance", *times, "--ja", "点検します。")
    assert "ja-easy, en" in added.stdout
    row = desk.row(Banner)
    assert row.starts_at == datetime(2099, 12, 4, 13, 0, tzinfo=UTC)
    assert row.ends_at == datetime(2099, 12, 4, 21, 0, tzinfo=UTC)


def test_a_file_says_the_same_as_options(desk: Desk, tmp_path: Path) -> None:
    desk.do(make_office, "HW13-006")
    file = tmp_path / "banner.json"
    content = {"kind": "incident", "office": "HW13-006", "texts": {"ja": "Zoomがつながりません。"}}
    file.write_text(json.dumps(content), encoding="utf-8")
    assert cli("banner-add", file).exit_code == 0
    row = desk.row(Banner)
    assert (row.kind, row.texts, row.ends_at) == ("incident", {"ja": "Zoomがつながりません。"}, None)
    assert "HW13-006" in cli("banner-list").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "The Japanese words are missing"),
        (("--ja", "あ", "--kind", "party"), "maintenance, incident, notice"),
        (("--ja", "あ", "--starts", "tomorrow"), "tomorrow"),
        (("--ja", "あ", "--starts", "2026-02-30 10:00"), "2026-02-30 10:00"),
        (("--ja", "あ", "--office", "nowhere"), "nowhere"),
        (("--ja", "あ", "--kind", "maintenance"), "the time at which the work ends"),
        (("--ja", "あ", "--ends", "2020-01-01 10:00"), "already over"),
    ],
)
def test_a_banner_that_cannot_be_is_refused_in_a_sentence(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    result = cli("banner-add", *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert desk.rows(Banner) == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"texts": "x"}', '{"kind": "notice"}'])
def test_a_broken_file_is_told_so(desk: Desk, tmp_path: Path, content: str) -> None:
    file = tmp_path / "banner.json"
    file.write_text(content)
    result = cli("banner-add", file)
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
    assert cli("banner-add", tmp_path / "nothing.json").exit_code == 1


def test_without_banners_the_list_says_so(desk: Desk) -> None:
    assert cli("banner-list").stdout == "There are no banners.\n"
    assert "お知らせはありません" in cli("banner-list", language="ja_JP.UTF-8").stdout

"""What a form that sent a file leaves in the address: told in words, and nothing else is believed."""

from typing import Any

import pytest

from hellowork_portal.kit import routes
from hellowork_portal.kit.words import in_all
from hellowork_portal.ui.citizen.apply.own_states import ApplicationPageState
from tests.ui.hands import opened


def heard(query: str) -> Any:
    page = opened(ApplicationPageState, f"{routes.APPLICATION}?number=1&{query}")
    page._hear_of_files()
    return page


def test_a_refusal_is_told_with_its_figure() -> None:
    page = heard("file_error=attachment_too_big&file_most=10")
    assert page.file_error == in_all("error.attachment_too_big", most="10")
    assert page.file_done == {}


@pytest.mark.parametrize("done", ["added", "removed"])
def test_what_was_done_is_told(done: str) -> None:
    page = heard(f"file_done={done}")
    assert page.file_done == in_all(f"attachment.done.{done}")
    assert page.file_error == {}


@pytest.mark.parametrize("query", ["", "file_error=slot_full", "file_error=%3Cscript%3E", "file_done=all"])
def test_forged_words_are_nobodys(query: str) -> None:
    page = heard(query)
    assert (page.file_error, page.file_done) == ({}, {})


def test_a_figure_that_somebody_wrote_is_short() -> None:
    assert "x" * 21 not in heard("file_error=attachment_too_big&file_most=" + "x" * 500).file_error["ja"]

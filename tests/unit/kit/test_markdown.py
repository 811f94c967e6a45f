"""Texts of procedures become plain blocks: nothing that staff or a file writes can run or lead away."""

import pytest

from hellowork_portal.kit.markdown import Block, blocks


def test_headings_items_and_paragraphs_are_told_apart() -> None:
    text = "# 規約\n\n本文\n続き\n\n- 一\n- 二\n\n1. 三\n\n終わり"
    assert blocks(text) == [
        Block("heading", "規約"),
        Block("text", "本文続き"),
        Block("item", "一"),
        Block("item", "二"),
        Block("item", "三"),
        Block("text", "終わり"),
    ]


def test_lines_join_with_a_space_between_latin_letters_alone() -> None:
    assert blocks("one\ntwo") == [Block("text", "one two")]
    assert blocks("です。\nZoom") == [Block("text", "です。Zoom")]


def test_readings_stay_and_emphasis_goes() -> None:
    assert blocks("**{失業|しつぎょう}**の 認定") == [Block("text", "{失業|しつぎょう}の 認定")]


@pytest.mark.parametrize("html", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b>c</b>"])
def test_html_is_text_like_any_other(html: str) -> None:
    assert [(block.kind, block.text) for block in blocks(html)] == [("text", html)]


@pytest.mark.parametrize(
    "link",
    ["[ここ](javascript:alert(1))", "[ここ](https://evil.example/?x=1)", "[ここ](data:text/html,x)"],
)
def test_a_link_leaves_its_words_and_leads_nowhere(link: str) -> None:
    said = "".join(block.text for block in blocks(f"{link}を見る"))
    assert said.startswith("ここ")
    assert "evil" not in said
    assert "](" not in said


def test_nothing_makes_no_blocks() -> None:
    assert blocks("") == blocks("\n\n") == []

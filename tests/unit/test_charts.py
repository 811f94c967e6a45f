"""Bars of charts: one measure for all, in per cent, nothing wider than the chart."""

from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.kit.words import same
from hellowork_portal.ui.components.charts import SERIES, bars_of

ROWS = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(SERIES), st.integers(0, 10**6)), st.integers(0, 10**6)),
    max_size=8,
)


def number(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


@given(ROWS)
def test_pieces_follow_one_another_within_the_chart(rows: list[tuple[dict[str, int], int]]) -> None:
    for bar, (parts, frame) in zip(
        bars_of([(same("x"), "1", parts, frame) for parts, frame in rows]), rows, strict=True
    ):
        at = 0.0
        for piece in bar.pieces:
            assert abs(number(piece.x) - at) < 0.02
            at += number(piece.width)
        assert at <= 100.03
        assert {piece.series for piece in bar.pieces} == {name for name, count in parts.items() if count}
        assert (number(bar.frame) <= 100) if frame else bar.frame == ""


def test_bars_share_one_measure() -> None:
    small, large = bars_of(
        [(same("a"), "1", {"attended": 10, "no_show": 5}, 20), (same("b"), "2", {"open": 30}, 40)]
    )
    assert [(piece.series, piece.x, piece.width) for piece in small.pieces] == [
        ("attended", "0.00%", "25.00%"),
        ("no_show", "25.00%", "12.50%"),
    ]
    assert (small.frame, large.frame) == ("50.00%", "100.00%")
    assert bars_of([]) == []
    (nothing,) = bars_of([(same("a"), "0", {}, 0)])
    assert (nothing.pieces, nothing.frame) == ([], "")

"""The user guide's words stand on the screens to the letter, whatever else is worded anew.

The guide (`docs/design/product.md` decision 1) is what people hold in their hand; tests of screens
compare them with the catalogue, so that a renamed button would not be missed there.
"""

import pytest

from hellowork_portal.kit.i18n import LOCALES, say

WORDS = {
    "frame.menu.label": "メニュー",
    "frame.menu.register": "利用者登録",
    "frame.menu.procedures": "予約手続き",
    "frame.menu.apply": "電子申請",
    "frame.menu.lookup": "予約内容照会",
    "access.mail.send": "登録する",
    "access.sent.title": "メール送信完了（利用者登録）",
    "access.form.title": "利用者ID入力",
    "access.form.continue": "確認へ進む",
    "access.confirm.button": "登録する",
    "access.done.title": "利用者登録完了",
    "search.query": "検索キーワード",
    "search.open": "面談予約",
    "calendar.days": "予約日を選択",
    "calendar.times": "予約時間を選択",
    "calendar.reserve": "予約する",
    "reserve.form.continue": "確認へ進む",
    "reserve.confirm.button": "申込み",
    "reserve.done.number": "予約番号",
    "mail.reservation_confirmed.subject": "ハローワーク：予約を確定しました",
    "lookup.number": "予約番号",
    "lookup.search": "検索",
    "lookup.detail": "詳細",
    "detail.meeting": "会議情報",
}

ADVICE = (
    "「ビデオの開始」",
    "「ミュート解除」",
    "Zoomの「共有」",
    "「画面」を選び、共有を始めます",
    "アプリの権限を変える",
    "Zoomから退出",
)
"""「面談する」 of the guide: what 「面談のしかた」 says on the reservation's and the interview's page."""


@pytest.mark.parametrize("key", WORDS)
def test_a_word_of_the_guide_stands_as_it_is_printed(key: str) -> None:
    assert say("ja", key) == WORDS[key]


@pytest.mark.parametrize("words", ADVICE)
def test_the_advice_for_the_interview_says_what_the_guide_says(words: str) -> None:
    assert words in (LOCALES / "ja" / "pages" / "join.md").read_text(encoding="utf-8")

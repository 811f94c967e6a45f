"""The box of errors above a native form: each line can be understood without looking for its link."""

from hellowork_portal.ui.shell.refusals import at_boxes, summary_of

LABELS = {"code": "account.recover.code", "mail_address": "account.recover.mail"}


def test_what_is_missing_names_its_box_and_other_sentences_stand_as_they_are() -> None:
    refused = at_boxes({"code": "field.required", "mail_address": "field.not_mail"}.__getitem__, LABELS)
    missing, wrong = summary_of(refused, LABELS)
    assert (missing.field, missing.words["en"]) == ("code", f"Code from the office: {refused['code']['en']}")
    assert wrong.words == refused["mail_address"]


def test_codes_that_nobody_knows_say_nothing() -> None:
    assert at_boxes({"code": "<script>", "mail_address": ""}.__getitem__, LABELS) == {}

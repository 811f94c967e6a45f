"""V03–V18 of domain.md §2: what a declaration's answers leave to be asked, refused or looked at; pure.

V01 (whose, one for each 認定日) and V20 (again only after a 返却 or before staff have opened it) are
rules of the row: a unique index and services/applications. V02 is the window (periods.Window).
V04 holds by the value's shape, a mark for each day. V19 is the field types' way of reading.
Required fields, lengths and numbers (parts of V05, V07, V11, V16) the form says as well; here they
hold for answers from anywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from hellowork_portal.services.certifications import rules_of_search, rules_of_work
from hellowork_portal.services.certifications.answers import Answers
from hellowork_portal.services.certifications.contract import DeclarationContext, Finding

_Rule = Callable[[Answers, DeclarationContext], Iterator[Finding]]
RULES: tuple[_Rule, ...] = (*rules_of_work.RULES, *rules_of_search.RULES)


def findings(answers: Mapping[str, Any], context: DeclarationContext) -> list[Finding]:
    """Return everything that the rules find in validated answers, in the order of the rules.

    The answers are the form engine's: normalised, what was hidden dropped.
    """
    said = Answers(answers)
    return [finding for rule in RULES for finding in rule(said, context)]

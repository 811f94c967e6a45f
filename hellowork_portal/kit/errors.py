"""Expected failures: a code and values; words are found in the catalogue."""

from collections.abc import Mapping


class PortalError(Exception):
    """A named fact that a person can be told.

    `code` is the catalogue key below `error.`; `values` fill its placeholders
    and never hold personal data, because they may reach a log.
    """

    code = "unexpected"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code)
        self.values = values


class NotAllowed(PortalError):
    """The principal may not do this, or the row is not theirs."""

    code = "not_allowed"


class SignInNeeded(PortalError):
    """The command needs a signed-in applicant."""

    code = "sign_in_needed"


class TooMany(PortalError):
    """A rate limit was reached; `minutes` says when it opens again."""

    code = "too_many"


class Busy(PortalError):
    """More is asked of the database than it can do just now; the same again works in a moment."""

    code = "busy"


class Invalid(PortalError):
    """Typed values that cannot be taken: `fields` maps field → the error to be worded there."""

    code = "invalid"

    def __init__(self, fields: Mapping[str, PortalError], **values: object) -> None:
        super().__init__(**values)
        self.fields = dict(fields)

"""How a check says no."""


class Refused(Exception):
    """The file is not taken; `code` is one of those that checked_files words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

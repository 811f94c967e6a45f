"""A house without a scanner: what has passed the check of its content is taken as clean."""


class TrustingScanner:
    """Finds nothing; put one that looks in its place (docs/operator.md)."""

    def is_clean(self, content: bytes) -> bool:
        """Say yes at once."""
        del content
        return True

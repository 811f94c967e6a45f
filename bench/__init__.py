"""What the portal costs, measured against what its own statements cost (performance.md §5–6)."""

"""Pages of the old registers."""

"""One verb a file: the only ways the tree changes."""

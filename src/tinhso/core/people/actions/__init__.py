"""One verb a file: the only ways people, posts, rights and accounts change."""

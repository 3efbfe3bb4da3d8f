"""Pages that belong to no room: home, work, notices, search, one's own account, errors."""

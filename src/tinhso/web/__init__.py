"""Above the rooms: addresses, the request's actor and scope, the home page, administration."""

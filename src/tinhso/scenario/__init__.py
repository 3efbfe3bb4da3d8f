"""The demo province and its year, played only through the public doors and actions of the rooms."""

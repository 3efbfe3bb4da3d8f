"""A real instance over HTTP, and processes killed at named points: nothing is lost, doubled or left half done."""

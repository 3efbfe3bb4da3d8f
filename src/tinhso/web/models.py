"""No tables here; Django tells only apps with a models module that a migration has ended, and this one grants then."""

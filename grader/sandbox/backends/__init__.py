"""One file per level of isolation; `backend.load` finds them by name, and imports one only."""

# status: missing
# points: 0
# says: left out: it ends the program (SystemExit: os._exit(0))
# levels: sealed, sealed+ns, limits
"""Ends its process as if all were well, before anything was asked."""
import os

os._exit(0)

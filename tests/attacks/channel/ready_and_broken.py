# status: error
# points: 0
# says: your code answered on the grader's own channel
# levels: sealed, sealed+ns, limits
"""Says that its import went well, and then has it fail."""
import os
import struct
import sys

data = sys.modules["grader_runner.codec"].encode({"id": 0, "status": "ready"})
os.write(4, struct.pack("<I", len(data)) + data)
raise ImportError("not so well")

"""Replies with random damage, so many: python tests/fuzz/mutations.py [COUNT] [SEED]

Each is a child's reply with bytes flipped, cut, doubled, taken from elsewhere, or with a length
that lies.  It ends with a traceback at the first that gives anything but a verdict or CodecError.
"""

import random
import struct
import sys
from collections import Counter

from target import seeds, taste

LIES = (0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1, 24, 25, 64, 65, 500_000)


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """One to four random changes."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        at = rng.randrange(len(changed) + 1)
        kind = rng.randrange(7)
        if kind == 0 and at < len(changed):
            changed[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            changed[at : at + 1] = bytes([rng.choice(b"NTFifsbltdaxALD")])
        elif kind == 2:
            del changed[at : at + rng.randint(1, 16)]
        elif kind == 3:
            changed[at:at] = changed[at : at + rng.randint(1, 32)]
        elif kind == 4:
            changed[at : at + 4] = struct.pack("<I", rng.choice(LIES) & 0xFFFFFFFF)
        elif kind == 5:
            changed[at : at + 8] = struct.pack("<Q", rng.choice(LIES))
        else:
            other = rng.choice(others)
            start = rng.randrange(len(other))
            changed[at : at + rng.randint(0, 8)] = other[start : start + rng.randint(1, 64)]
    return bytes(changed)


def run(count: int, seed: int) -> Counter[str]:
    """How often each end was met."""
    rng = random.Random(seed)
    known = seeds()
    ends: Counter[str] = Counter()
    for _ in range(count):
        data = mutate(rng.choice(known), rng, known)
        try:
            ends[taste(data)] += 1
        except BaseException:
            print("find:", data.hex(), file=sys.stderr)
            raise
    return ends


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(2**32)
    print(f"{count} mutations, seed {seed}:", dict(run(count, seed)))

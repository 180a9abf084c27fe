"""Coverage-guided fuzzing of what the parent does with a child's bytes.

    pip install atheris
    python tests/fuzz/fuzz_decoder.py -max_total_time=60 [CORPUS_FOLDER]

Without a corpus it starts from the replies of `target.seeds`.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["grader.runner", "grader.sandbox", "grader.compare"]):
    from target import seeds, taste


def main() -> None:
    arguments = list(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        for i, seed in enumerate(seeds()):
            (Path(folder) / f"seed-{i}").write_bytes(seed)
        atheris.Setup([*arguments, folder], taste)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

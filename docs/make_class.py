"""Makes a class of `optimizers`, in a checkout: python docs/make_class.py FOLDER [COUNT]

Each submission is the reference with none to three of the known mistakes, some of which are common.
"""

import random
import sys
from pathlib import Path

from grader.errors import EditError
from grader.golden.edits import apply_edits
from grader.golden.reference import read_sources
from grader.spec import load, load_mistakes

ROOT = Path(__file__).resolve().parent.parent
FIRST = ["Ada", "Bob", "Cleo", "Dan", "Eve", "Finn", "Gia", "Hugo"]
FIRST += ["Ida", "Jan", "Kai", "Lea", "Max", "Nora", "Otto", "Pia"]
LAST = ["Abel", "Brandt", "Cole", "Dvorak", "Ek", "Fox", "Gruber", "Horn"]


def class_of(folder: Path, count: int, seed: int = 3) -> None:
    """So many submissions of `optimizers`, a folder each."""
    draw = random.Random(seed)
    place = ROOT / "assignments" / "optimizers"
    assignment, _ = load(place)
    names = [exercise.name for exercise in assignment.exercises]
    mistakes = [m for m in load_mistakes(place, names) if m.kind == "value" and not m.same_as]
    weights = [1 / (1 + i % 17) ** 2 for i in range(len(mistakes))]
    sources = read_sources(ROOT)
    for number in range(count):
        files = sources
        for mistake in draw.choices(mistakes, weights, k=draw.choice((0, 1, 1, 2, 3))):
            try:
                files = apply_edits(files, mistake.edits)
            except EditError:
                continue  # two that do not go together
        name = f"{FIRST[number % 16]} {LAST[number // 16 % 8]}"
        name += f" {number // 128 + 1}" if number >= 128 else ""
        (folder / name).mkdir(parents=True)
        (folder / name / "optimizers.py").write_bytes(files["optimizers.py"])


if __name__ == "__main__":
    class_of(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 40)

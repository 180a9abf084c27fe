"""How often the place of a mistake is found that nothing names, how often it is right, how soon.

    python benchmarks/place.py mutants [--draw 2000] [--origins N] [--seed 1] [--seconds 10] [--twice]
    python benchmarks/place.py unseen DIR [--seconds 10] [--isolation sealed]

`mutants`: one line of a right solution (assignments/NAME/right and the perfect ones of the tests)
is changed, by the rules of `grader audit` and by four that the search does not know: another
factor, a constant by a tenth more, a statement taken away, a statement done twice.  Counted are those of
which some case is wrong and that no known mistake, pair or breach of contract explains.  A place is
right if the changed line is among those told, which are one or two, or a few for a statement that is
missing.  With `--twice`, a second line of the same exercise is changed as well, and a place is right if
each of the lines told is one of the two.

`unseen`: a folder of submissions with index.json; what is placed is printed with what is wrong in
words, to be judged by a person.

Times are those of the search alone; they depend on what else the machine does.
"""

import argparse
import ast
import copy
import json
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.audit.mutants import mutants
from grader.course import assignment_names, find_course
from grader.grading import grade_with_cases
from grader.paper import Paper, open_box, public_paper
from grader.place.findings import to_be_placed
from grader.place.search import Spot, find
from grader.sandbox.backend import Backend, open_backend
from grader.submission import Submission

ROOT = Path(__file__).resolve().parent.parent
COURSE = find_course()


class Mutant(msgspec.Struct, frozen=True):
    assignment: str
    exercise: str
    origin: str
    kind: str
    lines: tuple[int, ...]
    was: str
    now: str
    source: bytes


def solutions(name: str) -> Iterator[tuple[str, str]]:
    """(file, source) of right solutions in one file, in the form that ast.unparse gives them."""
    files = [*sorted((COURSE / "assignments" / name / "right").glob("*.py"))]
    perfect = ROOT / "tests" / "submissions" / f"perfect_{name}"
    files += sorted(perfect.glob(f"**/{name}.py"))
    for file in files:
        yield file.name, ast.unparse(ast.parse(file.read_bytes()))


def places_in(source: str, exercise: str) -> Iterator[str]:
    """The paths of an exercise's function or methods."""
    for node in ast.parse(source).body:
        if getattr(node, "name", None) == exercise:
            if isinstance(node, ast.FunctionDef):
                yield f"m.{exercise}"
            elif isinstance(node, ast.ClassDef):
                inner = (n.name for n in node.body if isinstance(n, ast.FunctionDef))
                yield from (f"m.{exercise}.{method}" for method in inner)


def all_mutants(paper: Paper, name: str, origin: str, source: str) -> Iterator[Mutant]:
    """Every change of one line of a right solution."""
    for exercise in paper.exercises:
        for place in places_in(source, exercise.name):
            for m in mutants({"m.py": source.encode()}, place):
                text = m.files["m.py"]
                yield Mutant(name, exercise.name, origin, "audit", (m.line,), m.was, m.now, text)
        yield from strange(name, exercise.name, origin, source)


def strange(name: str, exercise: str, origin: str, source: str) -> Iterator[Mutant]:
    """Changes that no edit of the search takes back by itself."""
    tree = ast.parse(source)
    owner = next((n for n in tree.body if getattr(n, "name", None) == exercise), None)
    for node in ast.walk(owner) if owner is not None else ():
        for kind, field, new in _changes(node):
            old = getattr(node, field)
            setattr(node, field, new)
            text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
            setattr(node, field, old)
            line = _first_difference(source, text)
            if line:
                lines = source.split("\n"), text.split("\n")
                was, now = (part[line - 1].strip() for part in lines)
                yield Mutant(name, exercise, origin, kind, (line,), was, now, text.encode())


def _changes(node: ast.AST) -> Iterator[tuple[str, str, object]]:
    if isinstance(node, ast.Return) and node.value is not None:
        yield "factor", "value", ast.BinOp(ast.Constant(1.5), ast.Mult(), node.value)
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        yield "factor", "value", ast.BinOp(ast.Constant(1.5), ast.Mult(), node.value)
    if isinstance(node, ast.Constant) and type(node.value) is float and node.value:
        yield "tenth", "value", node.value * 1.1
    if isinstance(node, ast.FunctionDef):
        for i, statement in enumerate(node.body):
            if isinstance(statement, (ast.Assign, ast.AugAssign, ast.If)) and len(node.body) > 1:
                yield "taken away", "body", [*node.body[:i], ast.Pass(), *node.body[i + 1 :]]
            if isinstance(statement, ast.AugAssign):
                yield "twice", "body", [*node.body[: i + 1], *node.body[i:]]


def changed_twice(paper: Paper, first: Mutant) -> Mutant | None:
    """A mutant with a second change in another line of its exercise; None where there is none."""
    source = ast.unparse(ast.parse(first.source))
    if source.count("\n") != first.source.decode().count("\n"):
        return None
    every = all_mutants(paper, first.assignment, first.origin, source)
    others = [
        m
        for m in every
        if m.exercise == first.exercise
        and m.lines != first.lines
        and m.source.count(b"\n") == first.source.count(b"\n")
    ]
    if not others:
        return None
    second = random.choice(others)
    was, now = f"{first.was} ... {second.was}", f"{first.now} ... {second.now}"
    return msgspec.structs.replace(
        second, kind="twice", lines=first.lines + second.lines, was=was, now=now
    )


def is_right(mutant: Mutant, spots: Sequence[Spot]) -> bool:
    """Whether what is told is where something was changed."""
    hits = [any(spot.line <= line <= spot.last for line in mutant.lines) for spot in spots]
    return all(hits) and bool(hits) if len(mutant.lines) > 1 else any(hits)


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one.split("\n"), other.split("\n"), strict=False)
    return next((i for i, (a, b) in enumerate(pairs, 1) if a != b), 0)


def searched(
    paper: Paper, submission: Submission, only: str, backend: Backend, seconds: float
) -> Iterator[tuple[str, tuple[Spot, ...], float]]:
    """(exercise, what was found, seconds) of what nothing explains; "" is every exercise."""
    result, cases = grade_with_cases(paper, submission, open_box(paper, submission, backend))
    for name in to_be_placed(result):
        if only in ("", name):
            started = time.perf_counter()
            spots = find(paper, submission, cases, name, backend, seconds)
            yield name, spots, time.perf_counter() - started


def measure_mutants(options: argparse.Namespace, backend: Backend) -> None:
    papers = {n: public_paper(COURSE / "assignments" / n) for n in assignment_names(COURSE)}
    random.seed(options.seed)
    origins = [(name, *found) for name in papers for found in solutions(name)]
    if options.origins:
        origins = random.sample(origins, options.origins)
    every = [m for name, *of in origins for m in all_mutants(papers[name], name, *of)]
    drawn = random.sample(every, min(options.draw, len(every)))
    what = f"{len(drawn)} of {len(every)} mutants of {len(origins)} solutions"
    print(f"{what}, seed {options.seed}; {options.seconds:g} s each", flush=True)
    count: Counter[tuple[str, str]] = Counter()
    times: list[float] = []
    for mutant in drawn:
        paper = papers[mutant.assignment]
        if options.twice:
            mutant = changed_twice(paper, mutant)
            if mutant is None:
                continue
        module = paper.assignment.module
        submission = Submission("mutant", {f"{module}.py": mutant.source})
        for _, spots, seconds in searched(
            paper, submission, mutant.exercise, backend, options.seconds
        ):
            verdict = "right" if is_right(mutant, spots) else "false" if spots else "none"
            count[mutant.kind, verdict] += 1
            if spots:
                count[f"told: {spots[0].kind}", verdict] += 1
            count["all", verdict] += 1
            times += [seconds] if spots else []
            if options.verbose or verdict == "false":
                lines = [spot.line for spot in spots]
                print(
                    f"  {verdict} {mutant.assignment}/{mutant.exercise} ({mutant.origin}, {mutant.kind}) "
                    f"{lines} for {list(mutant.lines)}: {mutant.was!r} -> {mutant.now!r}, {seconds:.1f} s",
                    flush=True,
                )
    for kind in sorted({kind for kind, _ in count}):
        right, false, none = (count[kind, verdict] for verdict in ("right", "false", "none"))
        told, of = right + false, right + false + none
        print(
            f"{kind:15} {of} unexplained, {told} placed ({told / of:.0%}), "
            f"{right} of {told} right ({right / max(1, told):.0%})"
        )
    if times:
        print(f"placed in {statistics.median(times):.2f} s (median), {max(times):.2f} s at most")


def measure_unseen(options: argparse.Namespace, backend: Backend) -> None:
    placed = of = 0
    for entry in json.loads((options.folder / "index.json").read_text()):
        paper = public_paper(COURSE / "assignments" / entry["assignment"])
        folder = options.folder / entry["id"]
        files = {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*.py")}
        submission = Submission(entry["id"], files)
        for name, spots, seconds in searched(paper, submission, "", backend, options.seconds):
            of += 1
            placed += bool(spots)
            where = "; ".join(f"{spot.line}: {spot.shown}" for spot in spots) or "-"
            print(f"{entry['id']} {name} {seconds:.1f} s  {where}  ({entry['wrong']})", flush=True)
    print(f"{placed} of {of} placed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("mutants", "unseen"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--draw", type=int, default=2000)
    parser.add_argument("--origins", type=int, default=0, help="right solutions; all, if not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--isolation", default="sealed")
    parser.add_argument("--twice", action="store_true", help="two lines are changed")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    backend = open_backend(options.isolation)
    if options.what == "mutants":
        measure_mutants(options, backend)
    elif options.folder is None:
        parser.error("unseen needs the folder")
    else:
        measure_unseen(options, backend)
    backend.close()


if __name__ == "__main__":
    main()

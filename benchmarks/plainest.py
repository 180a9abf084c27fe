"""The bound of benchmarks/bound.py: a warmed process that forks, and the fork calls the functions.

    python -I -S plainest.py RUNNER PACKAGES

It is warmed as the zygote is, and each of its forks executes a student's files and calls the functions
once on every case, with the plainest objectives, and nothing else: no seal, no copies, no second
run, no answer.  A line of JSON on stdin names the folder, the module, the cases' file and how many
forks; the answer is the processor time of one, the fork's own part in the parent included.
"""

import gc
import json
import os
import resource
import runpy
import sys
import time
import types
import warnings


def quadratic(params):
    c, m = params["curvature"], params["minimum"]
    noise, scale, single = params.get("noise", ()), params.get("scale", 1.0), params.get("single")
    calls = iter(range(10**9))

    def gradient(theta):
        if single:
            theta = [theta]
        g = [a * (p - b) for a, p, b in zip(c, theta, m)]
        if noise:
            g = [a + b for a, b in zip(g, noise[next(calls) % len(noise)])]
        if scale != 1.0:
            g = [scale * a for a in g]
        return g[0] if single else g

    return gradient


def regression(params):
    X, Y, scale = params["X"], params["Y"], params.get("scale", 1.0)
    calls = iter(range(10**9))

    def gradient(theta):
        k = next(calls) % len(X)
        residual = X[k] @ theta[0] + theta[1] - Y[k]
        factor = 2.0 * scale / residual.size
        return [factor * (X[k].T @ residual), factor * residual.sum(axis=0)]

    return gradient


def sum_of_squares(_):
    return lambda theta, X, y: 2.0 * (X.T @ (X @ theta - y))


def sequence(params):
    gradients = params["gradients"]
    calls = iter(range(10**9))
    return lambda _: gradients[next(calls) % len(gradients)]


def polynomial(params):
    import numpy as np

    c, i, j = np.asarray(params["terms"], float).T
    i1, j1, single = np.maximum(i - 1, 0), np.maximum(j - 1, 0), params.get("single")

    def gradient(theta):
        x, y = theta if single else theta[0]
        g = np.array([np.sum(c * i * x**i1 * y**j), np.sum(c * j * x**i * y**j1)])
        return g if single else [g]

    return gradient


PLAINEST = {
    "quadratic": quadratic, "regression": regression, "sum_of_squares": sum_of_squares,
    "sequence": sequence, "polynomial": polynomial,
}  # fmt: skip


def plain(value):
    """An argument with plain functions in place of its objectives."""
    if isinstance(value, (list, tuple)):
        return type(value)(plain(item) for item in value)
    if isinstance(value, dict):
        if "objective" in value:
            return PLAINEST[value["objective"]](value["params"])
        return {key: plain(item) for key, item in value.items()}
    return value


def call(module, case):
    """One case, with nothing but the student's own code and an objective."""
    if case["adapter"] == "answers":  # worked out when the file was executed
        return
    target, args = getattr(module, case["exercise"]), plain(case["args"])
    if case["adapter"] != "steps":
        target(*args)
        return
    theta, gradient = plain(case["theta"]), plain(case["gradient"])
    if case["form"] == "function":
        state = {}
        for _ in range(case["steps"]):
            theta, state = target(theta, gradient(theta), state, *args)
        return
    optimizer = target(*args)
    for _ in range(case["steps"]):
        theta = optimizer.step(theta, gradient)


def work(folder, module, cases):
    """What a fork does; nothing, if there is no module."""
    if not module:
        return
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    warnings.simplefilter("ignore")
    made = types.ModuleType(module)
    file = os.path.join(folder, f"{module}.py")
    with open(file, "rb") as source:
        exec(compile(source.read(), file, "exec"), made.__dict__)
    for case in cases:
        call(made, case)


def spent():
    """The processor time of this process and of its forks that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + usage.ru_utime + usage.ru_stime


def forks(count, *what):
    """The processor time of one of so many forks."""
    before = spent()
    for _ in range(count):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                work(*what)
                code = 0
            finally:
                os._exit(code)
        if os.waitpid(pid, 0)[1]:
            raise SystemExit("a fork of the bound failed")
    return (spent() - before) / count


def main():
    runner, packages = sys.argv[1:]
    gc.disable()
    runpy.run_path(os.path.join(runner, "__main__.py"))["load"](runner, packages)
    from grader_runner import zygote
    from grader_runner.decoder import decode

    zygote.preload(())
    zygote._warm(zygote.WARM_CASES_FOR_MANY, 1)
    gc.enable()
    known = {}
    for line in sys.stdin:
        asked = json.loads(line)
        file = asked["cases"]
        if file not in known:
            with open(file, "rb") as stream:
                known[file] = decode(stream.read())
            gc.collect()
            gc.freeze()
        figure = forks(asked["count"], asked["folder"], asked["module"], known[file])
        print(json.dumps(figure), flush=True)


if __name__ == "__main__":
    main()

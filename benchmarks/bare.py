"""The zygote without its seal: the bare fork that benchmarks/sandbox.py measures the seal against."""

import gc
import os
import runpy
import sys

if __name__ == "__main__":
    runner, packages = sys.argv[1:]
    gc.disable()
    runpy.run_path(os.path.join(runner, "__main__.py"))["load"](runner, packages)
    from grader_runner import seal

    def nothing(*_: object) -> None:
        return

    seal.drop_privileges = seal.set_limits = seal.die_with_parent = seal.Seal.close = nothing
    from grader_runner.zygote import main

    gc.enable()
    main()

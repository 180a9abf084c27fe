"""Starts the runner as a program of its own: `python -I -S runner/__main__.py NUMPY_DIR PROGRAM`.

PROGRAM is `child` or `zygote`; what follows it is for us to find the process by.

-I and -S keep the environment, the user's and the venv's site-packages and their .pth files away;
of all installed packages only numpy is found, and once it is loaded its folder is forgotten again
(numpy finds its own submodules through its own path).
"""

import gc
import importlib.util
import os
import sys


def load(folder: str, packages: str) -> None:
    """Loads numpy, from `packages` and nothing else of it, and this package as grader_runner."""
    sys.path.append(packages)
    import numpy  # noqa: F401  # before the path is closed

    sys.path.remove(packages)
    spec = importlib.util.spec_from_file_location(
        "grader_runner", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["grader_runner"] = package
    spec.loader.exec_module(package)


if __name__ == "__main__":
    gc.disable()  # imports make no garbage
    load(os.path.dirname(os.path.abspath(__file__)), sys.argv[1])
    if sys.argv[2] == "zygote":
        from grader_runner.zygote import main
    else:
        from grader_runner.child import main
    gc.enable()
    main()

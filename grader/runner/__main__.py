"""Starts the runner as a program of its own: `python -I -S runner/__main__.py NUMPY_DIR`.

-I and -S keep the environment, the user's and the venv's site-packages and their .pth files away;
of all installed packages only numpy is found, and once it is loaded its folder is forgotten again
(numpy finds its own submodules through its own path).
"""

import gc
import importlib.util
import os
import sys

if __name__ == "__main__":
    folder = os.path.dirname(os.path.abspath(__file__))
    gc.disable()  # imports make no garbage
    sys.path.append(sys.argv[1])
    import numpy  # noqa: F401  # before the path is closed

    sys.path.remove(sys.argv[1])
    spec = importlib.util.spec_from_file_location(
        "grader_runner", os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["grader_runner"] = package
    spec.loader.exec_module(package)
    from grader_runner.child import main

    gc.enable()
    main()

#!/bin/sh
# Finds a Python that the wheels beside this file were made for, and starts with it.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
for python in @PYTHONS@ python3; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -I "$here/start.py" fits 2>/dev/null; then
        exec "$python" -I "$here/start.py" "$@"
    fi
done
echo "grader: none of @PYTHONS@ is here; choose an image that has one, or make" >&2
echo "the autograder anew with --python and the version of: $(python3 --version 2>&1)" >&2
exit 3

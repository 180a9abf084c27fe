"""Where student code runs: one seam, `run(cases, submission) -> outcomes`.

This module imports nothing, so that a grading process can be started before anything else is
loaded (`spawn`), and holds nothing that the process should not see.
"""

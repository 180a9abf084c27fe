"""The child's own program: the standard library and numpy, nothing else of the harness.

A grading process starts this package under the name `grader_runner` (see `__main__`), so that
neither `grader` nor a course's `reference` is importable beside the student's code.  The parent
imports it as `grader.runner` for the codec, and runs the same adapters on the reference, so that
golden values and outcomes are made by one piece of code.
"""

#: The folder that a submission's files seem to lie in, in tracebacks.
LABEL = "submission"
#: The job number of the first frame that a grading process sends.
HELLO = -1
#: The exit code of a process whose loop was broken by the submission.
BROKEN = 70

"""How a process ended while it ran a case, and what kept a case from being run."""

__all__ = [
    "AT_LINE", "BROKE", "BY_EXIT", "BY_SIGNAL", "CLOSED", "FORGED", "MEMORY_IN_PRODUCT", "NOT_RUN",
    "NO_ANSWER", "NO_ANSWER_AT", "OUR_COMPARISON", "TOO_LARGE", "UNDEFINED", "UNDEFINED_BECAUSE",
    "UNDEFINED_NEAR", "WORTH_NONE",
]  # fmt: skip

NO_ANSWER = "no answer after {seconds} s"
NO_ANSWER_AT = "no answer after {seconds} s, it was then at line {line} of {name}"
BY_SIGNAL = "your code ended its Python process by signal {code}"
BY_EXIT = "your code ended its Python process with exit code {code}"
AT_LINE = ", at line {line} of {name}"
MEMORY_IN_PRODUCT = "the memory limit was reached inside a matrix product"
CLOSED = "your code closed the grader's own channel"
BROKE = "your code broke the program that runs it"
FORGED = "your code answered on the grader's own channel"
NOT_RUN = "not run: the submission had used up its {seconds} s in all"
OUR_COMPARISON = "our comparison failed ({error}); this is not your fault"
TOO_LARGE = "the answer is too large to be graded"
UNDEFINED = "{name} is not defined in your file"
UNDEFINED_NEAR = "{name} is not defined in your file; you define {near!r}"
UNDEFINED_BECAUSE = "{name} is not defined: {why}"
WORTH_NONE = "{name} is None"

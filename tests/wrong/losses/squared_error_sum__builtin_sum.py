"""Python's own sum adds the rows of a matrix only, so a matrix gives a vector."""


def squared_error_sum(f, y):
    return sum((f - y) ** 2)

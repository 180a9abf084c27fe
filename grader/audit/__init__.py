"""What an assignment catches, names and cannot tell apart: `grader audit`.

`known` hands in every known mistake and every pair, `mutants` makes mistakes by rule as a second
opinion, `window` finds between which tolerances right and wrong are told apart, `styles` holds the
right solutions of the course against it, `report` puts it together.
"""

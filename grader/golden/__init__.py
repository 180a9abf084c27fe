"""What the oracles answer: the reference run on cases, and the values frozen in golden.json.

`file` reads and writes golden.json, `make` computes it anew, `reference` loads a course's
reference, `edits` and `variants` turn a known mistake into code.  A student's check needs `file`
only, so nothing is imported here.
"""

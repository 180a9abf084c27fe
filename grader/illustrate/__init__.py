"""What is drawn: `freeze` makes an assignment's pictures, `draw` those of one submission.

Every kind of figure is one module here: a function from the judged cases of an exercise to figures,
listed in `draw`.  Nothing of a hidden case comes in.
"""

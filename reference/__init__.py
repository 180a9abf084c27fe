"""The lecture's quantities in numpy and float64, in the lecture's symbols.

One module per topic, each function with its formula, its shapes and its slide (NPFL114, lecture 2:
"Training Neural Networks").  Nothing here knows of the grader; numpy is the only import.
"""

"""Grades go home: what a batch found is put into the system that the class works with.

`plan` compares what is there with what should be, and sends nothing; `canvas` is the one place that
talks to Canvas.
"""

"""Where an exercise is wrong, found by repairing the student's own program.

`edits` makes small changes of a definition, `order` sorts them by how likely they are, `search`
tries them in a sealed process (`trials`), confirms what makes every case right, and says where it
is; `findings` puts that into a result.  Nothing is imported here: what is right needs none of it.
"""

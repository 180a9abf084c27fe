"""Downloads of learning-management systems, recognised by how they name things.

One file per format, found by listing this folder: `NAME`, `ORDER` (who is asked first), `ABOUT`,
`recognise(tree) -> bool` and `read(tree) -> list of Handed`.  The formats are facts about other
people's programs; where each is known from stands in its module.
"""

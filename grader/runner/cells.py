"""The code cells of a notebook, and whether a file is one."""

import json

__all__ = ["code_cells", "is_notebook"]


def is_notebook(source: bytes) -> bool:
    """Whether a file that is called otherwise is one: it begins like JSON, and has cells."""
    head = source.lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and b'"cells"' in source and b'"cell_type"' in source


def code_cells(source: bytes, file: str) -> list[tuple[int, str]]:
    """(number from 1, text) of every code cell.  Raises ValueError when it is no notebook."""
    try:
        data = json.loads(source)
        sheets = [data] if "cells" in data else data["worksheets"]  # those are of nbformat 3
        found = []
        for number, cell in enumerate((cell for sheet in sheets for cell in sheet["cells"]), 1):
            if cell.get("cell_type", "code") == "code":
                text = cell.get("source", cell.get("input")) or ""
                found.append((number, text if isinstance(text, str) else "".join(text)))
    except ValueError as error:
        raise ValueError(f"{file.partition('/')[2]} is no notebook: {error}") from None
    except (KeyError, TypeError, IndexError, AttributeError, RecursionError):
        words = "it has no list of cells as Jupyter writes them"
        raise ValueError(f"{file.partition('/')[2]} is no notebook: {words}") from None
    return found

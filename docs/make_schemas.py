"""Writes grader/schemas: python docs/make_schemas.py."""

import json

from grader.validate.schema import FOLDER, schemas


def text_of(schema: dict[str, object]) -> str:
    """The file's content."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (FOLDER / name).write_text(text_of(schema), encoding="utf-8")

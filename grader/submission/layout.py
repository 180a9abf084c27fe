"""Where the modules of a submission lie among its files, and the course's files beside them.

`inside` is the dotted folder of the first module.  That module lies at the top of the files, and
what is in or below its folder lies there by its path from it; what is elsewhere has its whole path.
"""

from collections.abc import Iterable, Mapping

from ..files import dotted

__all__ = ["beside", "key_of", "modules_of", "replaced"]


def modules_of(places: Mapping[str, str], inside: str) -> dict[str, tuple[str, str]]:
    """Each module, with its file among those of a submission and the name it is imported by.

    `places` are those of the course's layout, the first module's first: where that is no package,
    the others lie where they do from its folder, whatever it is called.
    """
    packaged = "/" in next(iter(places.values()))
    if packaged or not inside:
        return {module: (key_of(p, inside), dotted(p)) for module, p in places.items()}
    return {module: (p, f"{inside}.{dotted(p)}") for module, p in places.items()}


def key_of(place: str, inside: str) -> str:
    """The file that an absolute import of a place finds, if the module lies `inside`."""
    parts = inside.split(".") if inside else []
    for i in range(len(parts)):
        package = "/".join(parts[i:]) + "/"
        if place.startswith(package):
            return place.removeprefix(package)
    return place


def replaced(files: Iterable[str], course: Iterable[str]) -> list[str]:
    """Those of a student's files in whose place files of the course are used."""
    return [key for key in files if _stands_for(key, course)]


def beside(places: Mapping[str, str], inside: str, own: Mapping[str, bytes]) -> dict[str, bytes]:
    """The course's own files by their keys; what is graded is the student's, wherever it lies."""
    graded = {dotted(key) for key, _ in modules_of(places, inside).values()}
    keys = {key_of(place, inside): data for place, data in own.items()}
    return {key: data for key, data in keys.items() if dotted(key) not in graded}


def _stands_for(key: str, course: Iterable[str]) -> bool:
    """Whether a file would be imported in place of one of these, or of a package around one."""
    name, package = dotted(key), key.endswith("/__init__.py")
    return any(
        name == dotted(own) or (not package and dotted(own).startswith(f"{name}."))
        for own in course
    )

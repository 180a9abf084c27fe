"""`grader completion SHELL`: what makes a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

__all__ = ["completion"]

SHELLS = ("bash", "fish", "zsh")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Prints a script for SHELL; in bash: eval "$(grader completion bash)"."""
    kind = get_completion_class(shell)
    assert kind is not None
    root = click.get_current_context().find_root().command
    made = kind(root, {}, "grader", "_GRADER_COMPLETE")
    click.echo(kind.source_template % made.source_vars())  # source() would ask for bash's version

"""There are none: each exercise of the assignment says why."""

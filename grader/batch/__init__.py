"""A whole class: intake, the gradebook, the workers, and what is handed back."""

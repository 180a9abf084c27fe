"""What a breach of contract is, in a student's words."""

__all__ = ["CALLS", "CHANGED", "CONTRACT", "LEAKED_BY_RAISING"]

CONTRACT = {
    "argument_changed": "you changed an array or list that the caller passed in; work on a copy",
    "gradient_changed": "you changed the arrays that gradient() returned; work on a copy",
    "gradient_calls": "call gradient() exactly once per step: each call is a new minibatch",
    "state_leaked": "a second call (or a second instance) gave another answer: "
    "something is kept from the first",
    "result_changed": "an array that you returned was changed by a later call: return a new one",
    "global_random": "you drew from or seeded the global random generator",
}
CHANGED = (
    "you changed an array or list that the caller passed in (argument {number}); work on a copy"
)
CALLS = "{words} ({got} calls, expected {wanted})"
LEAKED_BY_RAISING = (
    "a second call raised {fault}, and the first did not: something is kept from the first"
)

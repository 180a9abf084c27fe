"""What an error looks like that is no known mistake: the sentences, and what to look at.

The fields are those of `sentences`.  LOOK is what a student does next; where there is nothing to
say but the case, it is left out.
"""

__all__ = ["LOOK", "STRUCTURE"]

#: What an error looks like that is no known mistake.
STRUCTURE = {
    # The right numbers in another form.
    "named_outputs_swapped":
        "you return the right arrays in another order: ({found}) instead of ({wanted})",
    "outputs_swapped": "you return the right arrays in another order",
    "answer_transposed":
        "{subject} {is} transposed: rows and columns are exchanged{others}",
    "reshaped":
        "the numbers of {subject} are right but not their shape: "
        "yours has {axes} where {wanted_axes} is expected{others}",
    "broadcast":
        "{subject} {has} a row and a column for every example: an array of shape (m, 1) met one of "
        "shape (m,), and numpy broadcast them against each other{others}",
    "form": "{verdict}",
    "form_in_case": "{first}",
    # An exception that ends most of the cases that fail.
    "crash": "{share} {stop}{at}, in {case} with {fault}",
    "crash_broadcast":
        "{share} {stop}{at}: in {case} an array of shape {a} meets one of shape {b} there, and "
        "numpy cannot broadcast them together",
    "crash_product":
        "{share} {stop}{at}: in {case} a matrix product there sums over an axis of {a} entries on "
        "the left and of {b} on the right",
    "crash_integers":
        "{share} {stop}{at}: an operation in place puts floats into an array of integers there; "
        "theta may have been passed as integers",
    "crash_reshape":
        "{share} {stop}{at}: in {case} an array of {size} entries cannot be reshaped to {shape}",
    # A factor between all numbers and the expected ones.
    "opposite_sign":
        "{subject} {has} the opposite sign of {expected}, in every case that is off",
    "twice": "{subject} {is} twice {expected}, in every case that is off",
    "half": "{subject} {is} half of {expected}, in every case that is off",
    "minus_twice": "{subject} {is} -2 times {expected}, in every case that is off",
    "minus_half": "{subject} {is} minus half of {expected}, in every case that is off",
    "bits":
        "{subject} {is} in bits: log2 where the natural logarithm was asked for, "
        "in every case that is off",
    "times_log_2": "{subject} {is} log(2) times {expected}, in every case that is off",
    "decimal_digits":
        "{subject} {is} in decimal digits: log10 where the natural logarithm was asked for, "
        "in every case that is off",
    "factor": "{subject} {is} {factor:.6g} times {expected}, everywhere",
    "factor_of_first_step": "{subject} {is} {factor:.6g} times {expected}",
    "sum_for_mean":
        "{subject} {is} {sign}{quantity}, times {expected}: a sum where the mean was asked for{?}",
    "times_quantity": "{subject} {is} {sign}{quantity} times {expected}",
    "divided_by_quantity": "{subject} {is} {expected} {sign}divided by {quantity}",
    "factor_of_each_row":
        "every row (each example) of {subject} {is} {expected} times a factor of its own",
    "factor_of_each_column":
        "every column of {subject} {is} {expected} times a factor of its own",
    # Other relations between all numbers and the expected ones.
    "matrix_transposed": "{matrices} is transposed",
    "reversed": "{subject} {is} {expected} in reverse order",
    "reordered": "{subject} {holds} the expected numbers in another order",
    "added": "{subject} {is} {expected} plus {offset:.6g}, everywhere",
    "subtracted": "{subject} {is} {expected} minus {offset:.6g}, everywhere",
    "single_precision":
        "your numbers have single precision (float32): compute in float64 throughout",
    "very_near":
        "{subject} {is} very close, off by {error:.1g} of its size, which is more than rounding: "
        "float32 somewhere on the way, an epsilon, or an approximation{?}",
    "nan": "{subject} {holds} nan where a number is expected{about}{signals}",
    "infinity": "{subject} {holds} an infinity where a number is expected{about}{signals}",
    "and_not_finite": "{common}; besides, {besides}",
    # Where all that is off lies.
    "only_first_row": "only the first row of {subject} {is} off",
    "only_last_row": "only the last row of {subject} {is} off",
    "only_first_column": "only the first column of {subject} {is} off",
    "only_last_column": "only the last column of {subject} {is} off",
    "only_first_entry": "only the first entry of {subject} {is} off",
    "only_last_entry": "only the last entry of {subject} {is} off",
    "only_tensor": "only {tensors} is off; the rest is right",
    "only_tensors": "only {tensors} are off; the rest is right",
    "operation": "the first node that is off is a {operation!r}, in every case",
    "operation_fed":
        "the error begins at nodes that feed a {operation!r}",
    "only_special_cases": "right on all other cases, wrong only on: {abouts}",
    "right_inputs": "right in every case {shared}, and wrong in all others",
    "only_inputs": "wrong in every case {shared}, and right in all others",
    # Which entries are off.
    "only_diagonal": "only the diagonal of {subject} is off; all other entries are right",
    "all_but_diagonal": "the diagonal of {subject} is right, and what is off is beside it",
    "only_gold":
        "only the entry of the gold class is off in the rows of {subject}; all others are right",
    "all_but_gold":
        "the entry of the gold class is right in every row of {subject}, and others are off",
    "last_arrays_right":
        "the last {right} arrays of your answer are right, and all before them are off",
    "last_array_off": "even the last array of your answer, which is computed first, is off",
    # What happens in time.
    "alike_rows": "every row of your run is the same as its last one",
    "rows_late": "{subject} {is} shifted: every row is what the row before it should be",
    "rows_early": "{subject} {is} shifted: every row is what the row after it should be",
    "second_epoch": "right in the whole first epoch, and off from somewhere in the second one on",
    "too_short": "right as far as your run goes, but it ends too early",
    "too_long": "right as far as your run should go, but it goes on too long",
    "state_right": "your {states} {is_right} in the step at which theta first goes wrong",
    "state_off":
        "your {state} goes wrong in the step at which theta first does, and was right before",
    "state_offset":
        "your {state} is off by {offset:.6g} in every entry from the first step on",
    "state_offset_of_case":
        "your {state} is off by the same number in every entry from the first step on",
    "epsilon":
        "{subject} {is} off by {least:.1g} of its size in one case and by {most:.1g} in another"
        "{of_case}: a small constant that is added, left out or in another place looks like this, "
        "and so does an approximation",
    # A gradient against the derivative of the student's own loss.
    "derivative_of_wrong_loss":
        "your {exercise} is the derivative of your {loss}, which is wrong",
    "not_the_derivative":
        "your {loss} is right, and your {exercise} is not its derivative",
    "own_derivative_of_wrong_loss":
        "your {gradient} is the derivative of your {loss}, which is wrong",
    "own_not_the_derivative": "your {loss} is right, and your {gradient} is not its derivative",
}  # fmt: skip

#: Rule -> what to look at, told on request.
LOOK = {
    "named_outputs_swapped": "Look at the order in your `return`.",
    "outputs_swapped": "Look at the order in your `return`.",
    "answer_transposed": "Look at the last place where you transpose, or where you should.",
    "reshaped": "Look at the axes that you keep (keepdims) or drop there.",
    "broadcast": "Print the shapes of the arrays that you subtract or multiply.",
    **dict.fromkeys(("crash_broadcast", "crash_product"),
                    "{the_line}Print the shapes just before it, and say which axis is which."),
    "crash_integers": "{the_line}Make it an array of floats before you change it.",
    "crash": "{the_line}Look at what goes into it.",
    "crash_reshape": "{the_line}Print the shape just before it.",
    "opposite_sign": "Look at the order of a difference, and at the sign of the last operation.",
    **dict.fromkeys(("twice", "minus_twice"),
                    "Look for a 1/2 that is missing, or for a term that is counted twice."),
    **dict.fromkeys(("half", "minus_half"),
                    "Look for a 2 that is missing, as in the derivative of a square."),
    **dict.fromkeys(("bits", "times_log_2", "decimal_digits"), "Look at which logarithm you call."),
    **dict.fromkeys(("factor", "factor_of_first_step"), "Look for a constant in your code."),
    "sum_for_mean": "Look at what you divide by.",
    **dict.fromkeys(("times_quantity", "divided_by_quantity"),
                    "Look at where it enters, and how often."),
    **dict.fromkeys(("factor_of_each_row", "factor_of_each_column"),
                    "Look at the axis of your sums, and at what you divide by."),
    "matrix_transposed": "Look at the order of the two matrices in the product.",
    **dict.fromkeys(("reversed", "reordered"), "Look at how you index, sort or stack."),
    **dict.fromkeys(("added", "subtracted"),
                    "Look for a constant, or for an index that begins at 1."),
    "epsilon":
        "Look at every small constant: is it in the formula, and does it stand where the formula "
        "has it?",
    "single_precision": "Look for float32, and for arrays whose dtype you set.",
    "very_near": "Look for small constants and for dtypes.",
    **dict.fromkeys(("nan", "infinity"), "Look at the line that numpy names, with those inputs."),
    **dict.fromkeys(("only_first_row", "only_first_column", "only_first_entry"),
                    "Look at where your loop, or your index, begins."),
    **dict.fromkeys(("only_last_row", "only_last_column", "only_last_entry"),
                    "Look at where your loop, or your index, ends."),
    **dict.fromkeys(("only_tensor", "only_tensors"),
                    "Look at the lines that compute {tensors}, and only at those."),
    "operation": "Look at what you compute for it.",
    "operation_fed": "Look at its local derivative, and at how the gradient is added up there.",
    "only_special_cases": "Look at what your code does with such inputs.",
    "right_inputs": "Look at what your code does with other inputs than those.",
    "only_inputs": "Look at what your code does with such inputs.",
    "only_diagonal": "Look at the term that enters the diagonal only.",
    "all_but_diagonal": "Look at the term that enters every entry.",
    "only_gold": "Look at what you do with the gold class.",
    "all_but_gold": "Look at which rows and columns your indices pair.",
    "last_arrays_right": "Look at how the gradient goes on from there to the layer before.",
    "last_array_off":
        "Look at the last layer first: at the gradient that reaches it, and at what you compute "
        "from it.",
    "alike_rows": "Look at what you store: one array that changes later, or a copy?",
    "rows_late": "Look at whether you store a row before or after the update.",
    "rows_early": "Look at whether the first row is stored.",
    "second_epoch": "Look at what your code sets, keeps or changes from one epoch to the next.",
    **dict.fromkeys(("too_short", "too_long"),
                    "Look at the condition that ends it, and at what it counts."),
    "state_right": "Look at what comes between your {states} and the new theta.",
    "state_off": "Look at the line that updates your {state}, and at the gradient that enters it.",
    **dict.fromkeys(("state_offset", "state_offset_of_case"),
                    "Look at what your {state} begins with, and at what is added to it."),
    "derivative_of_wrong_loss": "Correct {loss} first; its gradient follows.",
    "own_derivative_of_wrong_loss": "Correct the {loss} first; its gradient follows.",
    **dict.fromkeys(("not_the_derivative", "own_not_the_derivative"),
                    "Take finite differences of your own {loss} for one small input, and look at "
                    "the first entry in which they differ from it."),
}  # fmt: skip

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
    "factor_of_each_case":
        "in each case {subject} {is} {expected} times one number, which differs from case to case",
    "direction_of_first_step":
        "in the first step of your run every array goes in the right direction, but not all by "
        "the right length",
    "stands_still": "your run does not move in its first step",
    "shrinks":
        "the first step that is off is the expected one, and it also shrinks theta itself by a "
        "factor",
    "grows":
        "the first step that is off is the expected one, and it also enlarges theta itself by a "
        "factor",
    "plus_quantity": "{subject} {is} {expected} plus {quantity}",
    "minus_quantity": "{subject} {is} {expected} minus {quantity}",
    "added_to_every_row": "every row of {subject} is off by the same numbers",
    "added_to_each_row":
        "in each row of {subject}, all entries are off by the same number, which differs from row "
        "to row",
    "order_reversed":
        "in every row of {subject}, the entries are in the reverse order of size: the largest is "
        "the smallest",
    "order_of_all":
        "the entries of {subject} are in the right order of size, and do not have the right sizes",
    "order_kept":
        "in every row of {subject}, the entries have the right order and the right sum, and not "
        "the right sizes",
    "distributed": "all the right numbers are there, but not in the arrays to which they belong",
    # Other relations between all numbers and the expected ones.
    "matrix_transposed": "{matrices} is transposed",
    "reversed": "{subject} {is} {expected} in reverse order",
    "reordered": "{subject} {holds} the expected numbers in another order",
    "added": "{subject} {is} {expected} plus {offset:.6g}, everywhere",
    "subtracted": "{subject} {is} {expected} minus {offset:.6g}, everywhere",
    "square_of": "{subject} {is} the square of {expected}",
    "root_of": "{subject} {is} the square root of {expected}",
    "absolute_of": "{subject} {is} the absolute value of {expected}: the sign is lost",
    "exponential_of": "{subject} {is} e to the power of {expected}",
    "logarithm_of": "{subject} {is} the logarithm of {expected}",
    "minus_logarithm_of": "{subject} {is} minus the logarithm of {expected}",
    "reciprocal_of": "{subject} {is} 1 divided by {expected}",
    "one_minus": "{subject} {is} 1 minus {expected}",
    "running_sum": "{subject} {is} a running sum: each entry adds up all expected ones up to it",
    "running_mean":
        "{subject} {is} a running mean: each entry averages all expected ones up to it",
    "product":
        "{subject} {is} a product with {matrix}, like {expected}: what {matrix} is multiplied by "
        "is off",
    "exchanged": "{exchanges}",
    "alike_entries":
        "all entries of {subject}{where} are the same number, and they should differ",
    "alike_in_rows":
        "in each row of {subject}, all entries{where} are the same number, and they should differ",
    "alike_in_columns":
        "in each column of {subject}, all entries{where} are the same number, and they should "
        "differ",
    "sums_of_rows":
        "the rows of {subject} do not add up to {total:.6g}, as those of {expected} do",
    "negative": "{subject} {has} negative entries, and none is expected",
    "single_precision":
        "your numbers have single precision (float32): compute in float64 throughout",
    "rounded_off":
        "{subject} {is} rounded to {digits} digits behind the point",
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
    "all_but_first": "only the first entry of {subject} {is} right",
    "all_but_last": "only the last entry of {subject} {is} right",
    "only_tensor": "only {tensors} is off; the rest is right",
    "only_tensors": "only {tensors} are off; the rest is right",
    "where_input": "{subject} {is} off where {name} is {sort}, and right elsewhere",
    "factor_of_entries":
        "some entries of {subject} are {factor:.6g} times {expected}, and all others are right",
    "sign_of_entries":
        "some entries of {subject} have the opposite sign of {expected}; all others are right, and "
        "all sizes",
    "off_by_one_size":
        "in each case, all entries of {subject} that are off are off by the same amount, up or "
        "down",
    "off_by_one_over":
        "all entries of {subject} that are off are off by 1 over {quantity}, up or down",
    "limited":
        "{subject} {is} cut off at some size: what is smaller is right, and nothing is larger",
    "zeros": "every number that is off is 0 in your answer",
    "not_zeros": "every number that is off should be 0",
    "too_small": "{subject} {is} too small in every case that is off",
    "too_large": "{subject} {is} too large in every case that is off",
    "behind_shared":
        "the error begins at nodes that feed a node which itself feeds several others, and only "
        "there",
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
    "histories_right":
        "your histories are right for as long as both runs last: what is wrong is where yours "
        "ends, or what it returns besides",
    "some_histories_right":
        "of your histories, {histories} {is_right} for as long as both runs last, and "
        "{other_histories} not",
    "second_step": "the first step is right in every case, and the second is off",
    "same_step":
        "the first {before} steps are right in every case, and all are off from step {at_step} on",
    "first_of_axes":
        "in the step in which your run first goes wrong, all {arrays} are off, and all other "
        "arrays are still right",
    "first_array_right":
        "in the step in which your run first goes wrong, the first array of theta is still right, "
        "and those after it are off",
    "state_right": "your {states} {is_right} in the step at which theta first goes wrong",
    "state_off":
        "your {state} goes wrong in the step at which theta first does, and was right before",
    "state_off_turned":
        "your {state} has the opposite sign of the lecture's, and goes wrong in the step in which "
        "theta first does",
    "state_turned":
        "your {state} has the opposite sign of the lecture's when theta first goes wrong",
    "state_times":
        "when theta first goes wrong, your {state} is {sign}{quantity} times the lecture's",
    "state_divided":
        "when theta first goes wrong, your {state} is the lecture's {sign}divided by {quantity}",
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
    "rounded_off": "Look for a call that rounds.",
    "very_near": "Look for small constants and for dtypes.",
    **dict.fromkeys(("nan", "infinity"), "Look at the line that numpy names, with those inputs."),
    **dict.fromkeys(("only_first_row", "only_first_column", "only_first_entry"),
                    "Look at where your loop, or your index, begins."),
    **dict.fromkeys(("only_last_row", "only_last_column", "only_last_entry"),
                    "Look at where your loop, or your index, ends."),
    "all_but_first": "Look at what is kept from one entry to the next.",
    "all_but_last": "Look for one value that is used for every entry.",
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
    "state_off_turned":
        "The other sign is as good, as long as every line has it. Look at each line that uses your "
        "{state}, and at the point at which the gradient is taken.",
    **dict.fromkeys(("state_turned", "state_times", "state_divided"),
                    "It may be a form of its own. Look at whether each line that uses your {state} "
                    "fits that form, and at what your {state} begins with."),
    "factor_of_each_case":
        "Look for a factor that is made of the inputs as a whole: a size, a sum, a norm, a largest "
        "entry.",
    "direction_of_first_step":
        "Look at what you do to the gradient, or to the step size, beyond the formula.",
    **dict.fromkeys(("square_of", "root_of", "absolute_of", "exponential_of", "logarithm_of",
                     "minus_logarithm_of", "reciprocal_of", "one_minus"),
                    "Look for a function that is missing, or that is applied once too often."),
    **dict.fromkeys(("running_sum", "running_mean"),
                    "Look at whether you add up where each entry stands for itself."),
    "stands_still":
        "Look at what is updated first: what a step computes must already move theta in it.",
    **dict.fromkeys(("shrinks", "grows"),
                    "Look for a term with theta in it that the formula does not have."),
    **dict.fromkeys(("plus_quantity", "minus_quantity"),
                    "Look for a term that is left out, or counted too often."),
    "added_to_every_row": "Look at what is added to every example alike, such as a bias.",
    "added_to_each_row": "Look at what you add to, or subtract from, an example as a whole.",
    "order_reversed": "Look at signs, and at the order of a difference.",
    **dict.fromkeys(("order_kept", "order_of_all"),
                    "Look at the size of what goes into the function: a factor, a division, a "
                    "power."),
    "distributed": "Look at where each array begins and ends, and at the step between its entries.",
    "product": "Print the shape and the numbers of what you multiply {matrix} by.",
    "exchanged": "Look at the names, and at the indices, in these lines.",
    **dict.fromkeys(("alike_entries", "alike_in_rows", "alike_in_columns"),
                    "Print the shapes there: a sum or a product may have one axis too few, and be "
                    "broadcast."),
    "sums_of_rows": "Look at one row: which term is missing in it, or counted twice?",
    "negative": "Look at the order of a difference, and at what you do after the exponential.",
    "where_input": "Look at what your code does with such numbers.",
    **dict.fromkeys(("factor_of_entries", "sign_of_entries"),
                    "Look at what is special about these entries in your code: a condition, a "
                    "branch, an index."),
    **dict.fromkeys(("off_by_one_size", "off_by_one_over"),
                    "Something of one size is added or subtracted at the wrong entries, or at too "
                    "many. Look at your indices."),
    "limited": "Look for a clip, a minimum or a maximum that the formula does not have.",
    "zeros": "Look at where these numbers should be written, and at what they are multiplied by.",
    "not_zeros": "Look at the condition, or the factor, that should make them 0.",
    **dict.fromkeys(("too_small", "too_large"), "Look at when you count, and at what ends it."),
    "behind_shared":
        "A node's gradient is complete only when all nodes that it feeds have added to it. Look at "
        "when you pass it on, and how often.",
    "some_histories_right":
        "Look at the lines that make {other_histories}, and at what they are made of.",
    "histories_right":
        "Look at the condition that ends it, at what it counts, and at when you keep the best.",
    "second_step":
        "Look at what you keep from one step to the next, and at what the second step does with "
        "it.",
    "same_step": "Look at what changes in your code at that step.",
    "first_of_axes":
        "Look at what you do with {arrays} alone.",
    "first_array_right":
        "Look at what your loop over the arrays changes or counts on its way: each needs the same.",
    "derivative_of_wrong_loss": "Correct {loss} first; its gradient follows.",
    "own_derivative_of_wrong_loss": "Correct the {loss} first; its gradient follows.",
    **dict.fromkeys(("not_the_derivative", "own_not_the_derivative"),
                    "Take finite differences of your own {loss} for one small input, and look at "
                    "the first entry in which they differ from it."),
}  # fmt: skip

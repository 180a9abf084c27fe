"""The sentences of findings, by kind and rule, as a text that can be read and translated.

A parameter of the finding in braces is written as it is, a list with commas; of another form are
{quantity}, {axes}, {advice} and the like, which become words by the tables below and in `findings`.
Besides its parameters, a sentence has

    {subject}       what is off: "your answer", or a part of it, as "your dW and db"
    {is} {has} {holds} {expected}     "is" or "are" ..., "the expected one" or "the expected ones"
    {tensors}       the parts alone: "dW, db"
    {place}         the step or node of a known mistake, in brackets
    {first}         the first case that is off, with its verdict
    {?}             a question mark, but where another sentence goes on
"""

from ..model import FindingKind
from .contract import CONTRACT

#: What is known: mistakes of the catalogue.  `hint` is the mistake's own, from mistakes.yaml.
MISTAKE = {
    "mistake": "{hint}{place}",
    "mistake_inside": "{hint} (This is what {exercise} is about; here it shows inside.){place}",
    "mistake_of_assignment":
        "{hint} (This is what {exercise} of {assignment} is about; here it shows inside.){place}",
}  # fmt: skip
#: A case that keeps its points although it is off.
RIGHT_GIVEN = "right, given your {earlier}"
RIGHT_WITH_STARTER = "right, with the course's {earlier} in place of yours"

PAIR = {"two_mistakes": "two things at once: {hints}{place}"}
FOLLOW_THROUGH = {
    "right_given_earlier": f"{{exercise}} is {RIGHT_GIVEN}: mend that one, and check again",
    "right_with_starter":
        f"{{exercise}} is {RIGHT_WITH_STARTER}: what is wrong is your {{earlier}}",
    "right_with_starter_in_part":
        f"{{exercise}} is {RIGHT_WITH_STARTER} in {{right}} of {{of}} cases",
}  # fmt: skip
ACCEPTED = {
    "accepted": "{hint}",
    "another_convention": "another convention than the lecture's",
}

#: Breaches of contract, each with the cases in which it was noticed.
BREACHES = {
    **{slug: sentence + "{cases}" for slug, sentence in CONTRACT.items()},
    "gradient_calls_of_run":
        "gradient() was called {got} times where {wanted} calls were expected, one for each step"
        "{cases}",
}  # fmt: skip

#: What an error looks like that is no known mistake.
STRUCTURE = {
    # The right numbers in another form.
    "named_outputs_swapped":
        "you return the right arrays in another order: ({found}) instead of ({wanted})",
    "outputs_swapped": "you return the right arrays in another order",
    "answer_transposed": "{subject} {is} transposed: rows and columns are exchanged",
    "reshaped":
        "the numbers are right but not their shape: "
        "yours has {axes} where {wanted_axes} is expected",
    "broadcast":
        "your answer has a row and a column for every example: an array of shape (m, 1) met one of "
        "shape (m,), and numpy broadcast them against each other",
    "form": "{verdict}",
    "form_in_case": "{first}",
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
        "{subject} {is} very near, off by {error:.1g} of its size, which is no rounding: "
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
        "the error begins at nodes that feed a {operation!r}: look at its derivative",
    "only_special_cases": "right on most cases, wrong only on: {abouts}",
    # A gradient against the derivative of the student's own loss.
    "derivative_of_wrong_loss":
        "your {exercise} is the derivative of your {loss}, which is wrong",
    "not_the_derivative":
        "your {loss} is right, and your {exercise} is not its derivative",
    "own_derivative_of_wrong_loss":
        "your {gradient} is the derivative of your {loss}, which is wrong",
    "own_not_the_derivative": "your {loss} is right, and your {gradient} is not its derivative",
}  # fmt: skip

#: Where a small change of the student's own code makes every case right; never which one.
PLACE = {
    "place_of_change": "one change in line {lines} makes every case right{expressions}",
    "places_of_change": "one change in line {lines} makes every case right{expressions}",
}

#: Nothing is known of it but that it is wrong.
UNRECOGNISED = {
    "unrecognised": "{first}",
    "unrecognised_in_part": "{first}",
    "no_reasons": "no reasons can be given: {error} (our fault)",
}

#: Kind -> rule -> its sentence.
SENTENCES: dict[FindingKind, dict[str, str]] = {
    "mistake": MISTAKE,
    "pair": PAIR,
    "follow_through": FOLLOW_THROUGH,
    "accepted": ACCEPTED,
    "contract": BREACHES,
    "structure": STRUCTURE,
    "place": PLACE,
    "unrecognised": UNRECOGNISED,
}

#: Kind or rule -> what is told on request.  Those of known mistakes are in mistakes.yaml.
EXPLANATIONS = {
    "right_given_earlier":
        "It is exactly what a right {exercise} answers when it is built on your {earlier}, "
        "of which we say: {hint}",
    "right_with_starter_in_part": "The others are wrong by themselves.",
    "structure": "First in {first}.",
    "place": "",
    "places_of_change": "A change in either line does; it is for you to say which is wrong.",
    "form": "",
    "form_in_case": "",
    "derivative_of_wrong_loss": "Mend {loss} first, then derive it anew.",
    "not_the_derivative":
        "Finite differences of your own {loss} give other numbers than it does.",
    "own_derivative_of_wrong_loss": "Mend the {loss} first, then derive it anew.",
    "own_not_the_derivative":
        "Finite differences of your own {loss} give other numbers than it does.",
    "unrecognised": "This is none of the mistakes that we know. {advice}",
    "unrecognised_in_part": "",
    "no_reasons": "",
}  # fmt: skip

#: Added to the first finding where an exercise that this one may use is wrong as well.
WRONG_BEFORE = " (If it uses your {names}: mend that first, which is wrong as well.)"
#: The first case that is off, if it is one that may be seen.
FIRST = "{case}: {verdict}"
ONLY_HIDDEN = "only hidden cases show it: other inputs than those that you can see"
#: {place}: where a run, or a graph, is off first.
STEP = " [{case}: off from step {step} on]"
NODE = " [{case}: node {node}]"

#: {advice}: what to try by hand.
ADVICE = {
    "nothing": "",
    "own_case": "Work out a small case of your own by hand.",
    "two_steps": "Make the first two steps on paper, with gradients of your own, and compare.",
    "smaller_case":
        "{case} is the smallest case that fails; a smaller one of your own fits on paper.",
    "smallest_case": "Try the smallest failing case by hand, {case}: {arguments}.",
}  # fmt: skip

#: {subject}, where it is not named.
WHOLE = "your answer"
PARTS = {
    "varying": "what is off in your answer",
    "first_step": "the first step of your run",
}
#: For one and for several.
AGREEING = {
    "is": ("is", "are"),
    "has": ("has", "have"),
    "holds": ("holds", "hold"),
    "expected": ("the expected one", "the expected ones"),
}
#: More tensors than these are not named one by one.
MOST_TENSORS = 3

#: {quantity}: of the inputs as a whole, and of the argument `name`.
QUANTITIES = {
    "examples": "m, the number of examples",
    "entries": "the number of all entries",
    "columns": "the number of columns",
    "examples_per_column": "m over the number of columns",
    "argument": "{name}",
    "square": "{name}^2",
    "complement": "1 - {name}",
    "double": "2 {name}",
    "root": "the square root of {name}",
}
#: {axes}: the form of a shape; from three axes on, their number.
AXES = {
    "number": "a single number",
    "vector": "an array of one axis",
    "row": "one row",
    "column": "one column",
    "matrix": "a matrix",
}

#: What other parameters are put together from.
PIECES = {
    "named_subject": "your {names}",
    "and": " and ",
    "or": " or ",
    "then": ", then ",
    "and_so_on": " ...",
    "minus": "minus ",
    "axes": "{count} axes",
    "about": " on {about}",
    "signal": "{warning} ({where})",
    "signals": "; numpy said there: {signals}",
    "cases": " (in {names})",
    "cases_and_more": " (in {names} and {rest} more)",
    "array": "an array of shape {shape}",
    "or_line": ", or one in line ",
    "look_at": ": look at {expressions}",
    "list": "a list of {length}",
    "dict": "a dict",
}

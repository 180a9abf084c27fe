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
from .contract import CHANGED, CONTRACT
from .structure import LOOK, STRUCTURE

#: What is known: mistakes of the catalogue.  `hint` is the mistake's own, from mistakes.yaml.
MISTAKE = {
    "mistake": "{hint}{place}",
    "mistake_with_constant": "{hint} (Your constant there is {constant:.6g}.){place}",
    "mistake_with_constant_about": "{hint} (Your constant there is about {constant:.2g}.){place}",
    "mistake_inside":
        "{hint} (That is the subject of {exercise}, which is a part of this one.){place}",
    "mistake_of_assignment":
        "{hint} (That is the subject of {exercise} in {assignment}, which is a part of this one.)"
        "{place}",
}  # fmt: skip
#: A case that keeps its points although it is off.
RIGHT_GIVEN = "right, given your {earlier}"
RIGHT_WITH_STARTER = "right, with the course's {earlier} in place of yours"

PAIR = {"two_mistakes": "two mistakes at once: {hints}{place}"}
FOLLOW_THROUGH = {
    "right_given_earlier":
        f"{{exercise}} is {RIGHT_GIVEN}: correct that one, and check again",
    "right_given_slip":
        "your answers fit each other with {slip} = {value:.6g}: what follows from it is right",
    "right_with_starter":
        f"{{exercise}} is {RIGHT_WITH_STARTER}: what is wrong is your {{earlier}}",
    "right_with_starter_alone":
        "with the course's {earlier} in place of yours {exercise} would be right: what is wrong is "
        "your {earlier} (this gives no points, since the course's {earlier} does all of the work)",
    "right_with_starter_in_part":
        f"{{exercise}} is {RIGHT_WITH_STARTER} in {{right}} of {{of}} cases",
}  # fmt: skip
ACCEPTED = {
    "accepted": "{hint}",
    "another_convention": "another convention than the lecture's",
    "list_for_array":
        "a plain list of ints stands where an array of indices was asked for; it is taken as one",
}  # fmt: skip

#: Breaches of contract, each with the cases in which it was noticed.
BREACHES = {
    **{slug: sentence + "{cases}" for slug, sentence in CONTRACT.items()},
    "argument_changed_which": CHANGED + "{cases}",
    "gradient_calls_of_run":
        "gradient() was called {got} times where {wanted} calls were expected, one for each step"
        "{cases}",
}  # fmt: skip

#: Where a small change of the student's own code makes every case right; never which one.
PLACE = {
    "place_of_change": "one change in {in_lines} makes every case right{expressions}",
    "places_of_change": "one change in {in_lines} makes every case right{expressions}",
    "place_of_two_changes": "two changes in {in_lines} make every case right{expressions}",
    "places_of_two_changes": (
        "a change in {from_line} and one in {to_line} together make every case right{expressions}"
    ),
    "place_of_what_is_missing_here": (
        "a statement is missing next to {from_line}: with one more, "
        "every case is right{expressions}"
    ),
    "place_of_what_is_missing": (
        "a statement is missing between {from_line} and {to_line}: with one more, "
        "every case is right{expressions}"
    ),
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

#: Rules whose sentence names the case, or speaks of more than one place.
SELF_CONTAINED = (
    "crash", "crash_broadcast", "crash_product", "crash_integers", "crash_reshape",
    "derivative_of_wrong_loss", "own_derivative_of_wrong_loss", "not_the_derivative",
    "own_not_the_derivative",
)  # fmt: skip
#: Kind or rule -> what is told on request.  Those of known mistakes are in mistakes.yaml.
EXPLANATIONS = {
    "right_given_earlier":
        "It is exactly what a right {exercise} returns when it is built on your {earlier}, "
        "about which we say: {hint}",
    "right_given_slip":
        "Every other number that you give is what a right calculation gives with that one. "
        "Look at {slip} alone, and go on from there.",
    "right_with_starter_in_part": "The others are wrong by themselves.",
    "structure": "First in {first}.",
    "place": "",
    "places_of_change":
        "A change in either line is enough; which of the two is wrong is for you to find out.",
    "place_of_two_changes": "Neither of them is enough by itself.",
    "places_of_two_changes": "Neither of them is enough by itself.",
    **dict.fromkeys(("place_of_what_is_missing", "place_of_what_is_missing_here"),
                    "Look at what is used after that point, and at what should have happened to it "
                    "before."),
    **{rule: f"{'' if rule in SELF_CONTAINED else 'First in {first}. '}{text}"
       for rule, text in LOOK.items()},
    **dict.fromkeys(("form", "form_in_case"),
                    "Look at your `return`, and print the shape of what it gives."),
    "unrecognised": "This is not one of the mistakes that we know. {advice}",
    "unrecognised_in_part": "",
    "no_reasons": "",
}  # fmt: skip

#: Added to the first finding where an exercise that this one may use is wrong as well.
WRONG_BEFORE = " Your {names} {verb} wrong as well: if your code here calls that, look there first."
#: Added instead where it was run with the course's own in its place.
WRONG_ALSO_WITH = (
    " It is wrong with the course's {names} in place of yours, too: look at this one by itself."
)
#: The first case that is off, if it is one that may be seen.
FIRST = "{case}: {verdict}"
ONLY_HIDDEN = "only hidden cases show it: other inputs than those that you can see"
#: {place}: where a run, or a graph, is off first.
STEP = " [{case}: off from step {step} on]"
NODE = " [{case}: node {node}]"

#: {advice}: what to try by hand.
ADVICE = {
    "nothing": "Print what your code computes on the way there.",
    "own_case": "Try a small case of your own, of which you know the answer.",
    "two_steps":
        "Work out the first two steps on paper, with a single number for theta, and compare.",
    "later_step":
        "The steps before it are right: look at what changes in step {step}, and print it.",
    "smaller_case":
        "{case} is the smallest case that fails: look at what your code computes on the way there.",
    "smallest_case": "The smallest failing case can be done by hand, {case}: {arguments}.",
}  # fmt: skip

#: {subject}, where it is not named.
WHOLE = "your answer"
PARTS = {
    "varying": "what is off in your answer",
    "first_step": "the first step of your run",
    "first_wrong_step": "the first step of your run that is off",
}
#: For one and for several.
AGREEING = {
    "is": ("is", "are"),
    "has": ("has", "have"),
    "holds": ("holds", "hold"),
    "stop": ("stops", "stop"),
    "is_right": ("is right", "are right"),
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
    "increased": "1 + {name}",
    "norm": "the norm of {name}",
    "unbiased": "m / (m - 1), where m is the number of examples",
    "double": "2 {name}",
    "root": "the square root of {name}",
}
#: {shared}: what the inputs of all failing cases have, and no others.
SHARED = {
    "operation": "whose graph has a {name!r}",
    "word": "with {name}",
    "single": "where {name} has a single row or entry",
    "integers": "where {name} has integers",
    "zeros": "where {name} has entries of exactly 0",
    "negative": "where {name} has negative entries",
    "equal": "where {name} has equal entries",
    "same_shape": "where two arrays of {name} have one shape",
}
#: {sort}: which entries of an argument.
SORTS = {
    "negative": "negative",
    "positive": "positive",
    "zero": "exactly 0",
    "large": "large in size",
    "small": "small in size",
}
#: {where}: of which entries.
WHERE = {"everywhere": "", "beside_diagonal": " beside the diagonal"}
#: {arrays}: by the number of their axes.
ARRAYS = {"number": "numbers", "vector": "vectors", "matrix": "matrices"}
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
    "either": "Either {told} (The numbers are the same.)",
    "or_else": ", or ",
    "every_failing": "every case that fails",
    "all_failing": "all {failing} cases that fail",
    "some_failing": "{count} of the {failing} cases that fail",
    "at": " at {where}",
    "the_line": "That line is `{source}`. ",
    "of_case": " ({case})",
    "of_case_about": " ({case}: {about})",
    "others": "; your {names} {verb} wrong as well",
    "named_subject": "your {names}",
    "exchange": "your {found} is what {other} should be",
    "and": " and ",
    "or": " or ",
    "then": ", then ",
    "and_so_on": " ...",
    "minus": "minus ",
    "axes": "{count} axes",
    "arrays": "arrays of {count} axes",
    "about": " on {about}",
    "signal": "{warning} ({where})",
    "signals": "; numpy said there: {signals}",
    "cases": " (in {names})",
    "cases_and_more": " (in {names} and {rest} more)",
    "array": "an array of shape {shape}",
    "or_one_in": ", or one in ",
    "line": "line {line}",
    "cell_and_line": "cell {cell}, line {line}",
    "look_at": ": look at {expressions}",
    "list": "a list of {length}",
    "dict": "a dict",
}

"""People by whatever they are known by, and the JSON that gradebooks have of them."""

import msgspec

from grader.model import Person, RosterEntry, SubmissionRecord, key_of


def test_what_somebody_is_listed_by() -> None:
    assert Person(key="7", name="Ada").label == "Ada"
    assert Person(key="7", sid="s", email="a@x").label == "7"
    assert RosterEntry(key="7", sid="s", email="a@x").label == "s"
    assert RosterEntry(key="7", email="a@x").label == "a@x"
    assert RosterEntry(key="7").label == "7"


def test_a_submission_is_known_by_its_id_and_all_its_people() -> None:
    people = (Person(key="7", name="Ada"), Person(key="3", sid="s", email="b@x"))
    record = SubmissionRecord(id="ada_7", key="canvas:3+7", people=people, content="")
    assert record.known_by == ("ada_7", "7", "Ada", "3", "s", "b@x")
    assert (record.name, key_of(people)) == ("Ada, 3", "3+7")


def test_the_class_list_of_an_older_gradebook_is_read() -> None:
    text = (
        '[{"id":"7","name":"Ada","email":"","sid":"","group":"g","submitted":"","numbered":true}]'
    )
    (entry,) = msgspec.json.decode(text, type=list[RosterEntry])
    assert entry == RosterEntry(key="7", name="Ada", group="g", numbered=True)
    assert msgspec.json.encode([entry]).decode() == text

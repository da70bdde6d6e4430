from vendorproof.api import spec
from vendorproof.core.errors import BadReference, EmailTaken, InvalidRequest, NameTaken, Unauthorized, public_errors


def test_refusals_of_one_status_stand_side_by_side() -> None:
    (entry,) = spec.errors(EmailTaken, NameTaken).values()
    media = entry["content"]["application/json"]
    assert list(media["examples"]) == ["email_taken", "name_taken"]
    assert media["schema"] == {"$ref": "#/components/schemas/Problem"}
    assert "`email_taken`" in entry["description"]
    assert "`name_taken`" in entry["description"]


def test_a_status_with_two_shapes_offers_both() -> None:
    found = spec.errors(EmailTaken)
    spec.merge(found, 409, spec.errors(BadReference)[400])
    assert found[409]["content"]["application/json"]["schema"] == {
        "anyOf": [{"$ref": "#/components/schemas/Problem"}, {"$ref": "#/components/schemas/BadReference"}]
    }


def test_each_kind_of_detail_has_its_schema() -> None:
    shapes = {
        one: next(iter(spec.errors(one).values()))["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for one in (Unauthorized, InvalidRequest, BadReference, EmailTaken)
    }
    assert list(shapes.values()) == ["PlainProblem", "InvalidRequest", "BadReference", "Problem"]


def test_every_error_can_be_shown_with_its_message_filled_in() -> None:
    for one in public_errors():
        assert "{" not in str(spec.example_detail(one)).replace("{'", ""), one

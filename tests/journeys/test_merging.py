"""/merge: two codes of one patient become one, and two again."""

from storage.outside import outside
from tests.support.cast import OLGA, Joins
from tests.support.stage import Actor, Stage

MERGED = (
    "SELECT gone.code, kept.code FROM patients AS gone JOIN patients AS kept "
    "ON kept.clinic_id = gone.clinic_id AND kept.id = gone.merged_into"
)
WHOSE = (
    "SELECT code FROM visit_lines JOIN patients ON patients.id = patient_id "
    "AND patients.clinic_id = visit_lines.clinic_id ORDER BY visit_lines.id"
)


async def two_codes(person: Actor) -> None:
    await person.sends("1042 hygiene 3500 google yesterday")
    await person.sends("1042 filling 4000")
    await person.sends("1043 hygiene 3500 google 10.03.2026")


async def test_both_are_shown_and_the_one_that_is_tapped_stays(stage: Stage, owner: Actor) -> None:
    await two_codes(owner)
    await owner.sends("/merge 1042 #1043")
    assert owner.sees.splitlines()[:2] == [
        "1042: 2 visits · last on March 12, 2026",
        "1043: 1 visit · last on March 10, 2026",
    ]
    assert owner.buttons == ["1042 stays", "1043 stays", "Cancel"]
    await owner.taps("1042 stays")

    assert owner.sees == "1043 is 1042 now: whichever is typed, it counts for 1042."
    assert stage.rows(MERGED) == [("1043", "1042")]
    assert stage.rows(WHOSE)[-1] == ("1043",), "what was written down stays as it is"
    assert ("patients merged", OLGA) in stage.rows("SELECT action, author_id FROM audit")


async def test_what_is_typed_with_the_merged_code_counts_for_the_other(
    stage: Stage, owner: Actor
) -> None:
    await two_codes(owner)
    await owner.sends("/merge 1042 1043")
    await owner.taps("1042 stays")
    written = await owner.sends("1043 consultation 1000")

    assert "1042 · Consultation" in owner.sees
    assert "1043 was merged: it is 1042 now." in owner.sees
    assert stage.rows(WHOSE)[-1] == ("1042",)
    await owner.edits(written, "1043 consultation 1500")
    assert stage.rows("SELECT amount FROM visit_lines ORDER BY id")[-1] == (150000,)
    assert stage.rows(WHOSE)[-1] == ("1042",)
    await owner.sends("1050 hygiene 3500 google")
    await owner.replies(owner.person.last, "#1043")
    assert stage.rows(WHOSE)[-1] == ("1042",)


async def test_the_undo_makes_them_two_again_to_the_row(stage: Stage, owner: Actor) -> None:
    await two_codes(owner)
    before = stage.rows("SELECT id, code, key, merged_into FROM patients")
    await owner.sends("/merge 1042 1043")
    question = owner.person.last
    await owner.taps("1042 stays")
    await owner.taps("Undo merge")

    assert owner.sees.startswith("1043 and 1042 are two patients again")
    assert stage.rows("SELECT id, code, key, merged_into FROM patients") == before
    await owner.sends("1043 consultation 1000")
    assert stage.rows(WHOSE)[-1] == ("1043",)
    await owner.taps("Undo merge", question, stale=True)
    assert stage.rows(MERGED) == []


async def test_the_list_undoes_a_merge_at_any_time(stage: Stage, owner: Actor) -> None:
    await owner.sends("\n".join(f"{code} hygiene 100 google" for code in range(1040, 1052)))
    for gone in range(1041, 1051):
        await owner.sends(f"/merge 1040 {gone}")
        await owner.taps("1040 stays")
    await owner.sends("/merge list")
    assert owner.sees.splitlines()[0] == "1041 is 1040"
    assert len(owner.buttons) == 8 + 1
    await owner.taps("›")
    await owner.taps("Undo 1050")

    assert len(stage.rows(MERGED)) == 9
    await owner.sends("/merge")
    assert "/merge 1042 1043" in owner.sees


async def test_no_code_points_to_one_that_points_on(stage: Stage, owner: Actor) -> None:
    await owner.sends("1042 hygiene 1 google\n1043 hygiene 1 google\n1044 hygiene 1 google")
    await owner.sends("/merge 1044 1042")
    older = owner.person.last
    await owner.sends("/merge 1042 1043")
    newer = owner.person.last
    await owner.taps("1042 stays", newer)
    await owner.taps("1044 stays", older)
    assert "Other codes were merged into 1042" in owner.sees
    await owner.taps("1042 stays", older)
    assert sorted(stage.rows(MERGED)) == [("1043", "1042"), ("1044", "1042")]

    await owner.sends("/merge 1043 1044")
    assert owner.sees.startswith("1043 and 1044 are one patient already")
    await owner.sends("1045 hygiene 1 google")
    await owner.sends("/merge 1043 1045")
    assert owner.buttons[:2] == ["1042 stays", "1045 stays"], "1043 stands for 1042"


async def test_two_who_merge_crosswise_at_once_make_no_circle(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    manager = await joins("Max", 504, "manager")
    await two_codes(owner)
    for person in (owner, manager):
        await person.sends("/merge 1042 1043")
    owner.person.taps("1042 stays")
    manager.person.taps("1043 stays")
    await stage.settles()

    assert len(stage.rows(MERGED)) == 1
    assert any("not as they were" in person.sees for person in (owner, manager))


async def test_what_is_no_pair_of_codes_is_said(
    stage: Stage, owner: Actor, reception: Actor
) -> None:
    await two_codes(owner)
    for typed, said in {
        "/merge 1042": "Write the two codes",
        "/merge 1042 1043 1044": "Write the two codes",
        "/merge 1042 9999": "I know no patient 9999",
        "/merge 1042 1042": "one patient already",
    }.items():
        await owner.sends(typed)
        assert said in owner.sees
    await owner.sends("/merge 1042 1043")
    await owner.taps("Cancel")
    assert owner.sees == "Nothing was merged."
    await reception.sends("/merge 1042 1043")
    assert "This is for the clinic's manager" in reception.sees
    assert stage.rows(MERGED) == []


async def test_a_button_of_another_clinic_merges_nothing(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    await two_codes(owner)
    await owner.sends("/merge 1042 1043")
    button = owner.person.last.buttons[0][0]["callback_data"]
    await neighbour.sends("/day")
    await neighbour.taps(button, neighbour.person.last, stale=True)

    assert "not as they were" in neighbour.sees
    assert stage.rows(MERGED) == []


async def test_a_wish_not_to_be_called_holds_for_both(stage: Stage, owner: Actor) -> None:

    await two_codes(owner)
    with outside(stage.path).begin() as connection:
        connection.exec_driver_sql("UPDATE patients SET do_not_call = 1 WHERE code = '1043'")
    await owner.sends("/merge 1042 1043")
    await owner.taps("1042 stays")

    assert stage.rows("SELECT do_not_call FROM patients WHERE code = '1042'") == [(1,)]

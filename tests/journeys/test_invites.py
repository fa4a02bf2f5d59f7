"""J10, the invite itself: one message with link, QR code and buttons, and why one does not open."""

import io
from pathlib import Path

import pytest
import segno

from clinic.calendar import HOUR, HandClock
from clinic.invite import invite_hash
from tests.support.cast import OLGA, RITA, Joins, code_in
from tests.support.screens import menu
from tests.support.stage import Actor, Stage, plain, staged, world_of_one_bot

KEPT = "SELECT role, doctor, used_by, revoked IS NOT NULL FROM invites WHERE author_id = ?"
STAFF = "SELECT id, role FROM staff WHERE clinic_id = 1 AND removed IS NULL ORDER BY id"
DOCTORS = "SELECT name, person_id FROM doctors WHERE clinic_id = 1 ORDER BY id"
FORWARDED = {"forward_origin": {"type": "hidden_user", "sender_user_name": "Olga", "date": 1}}


def link_in(owner: Actor) -> str:
    return next(word for word in owner.sees.split() if word.startswith("https://"))


async def test_an_invite_by_the_menu_and_the_camera_takes_four_taps(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("/start")
    await stage.world.until(lambda: "invite" in menu(owner))
    before = owner.counted.taps, owner.counted.characters
    await owner.chooses("/invite")
    rita = stage.actor("Rita", RITA)
    await rita.scans(link_in(owner))

    assert (owner.counted.taps - before[0], owner.counted.characters - before[1]) == (2, 0)
    assert (rita.counted.taps, rita.counted.characters) == (2, 0)
    assert "You are on the staff of Smile." in rita.heard[-2]
    assert stage.rows(STAFF) == [(OLGA, "owner"), (RITA, "staff")]


async def test_the_picture_is_the_qr_code_of_the_link_and_the_button_copies_it(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("/invite")
    link, image = link_in(owner), io.BytesIO()
    segno.make(link, micro=False).save(image, kind="png", scale=10)

    assert link.startswith("https://t.me/smile_bot?start=")
    assert owner.person.last.photo == image.getvalue()
    assert owner.person.last.buttons[0][0]["copy_text"] == {"text": link}
    assert "once and for 24 hours" in owner.sees


async def test_a_newcomer_is_welcomed_first_and_a_doctor_as_one(stage: Stage, owner: Actor) -> None:
    await owner.sends("/invite doctor")
    rita = stage.actor("Rita", RITA)
    await rita.scans(link_in(owner))

    first, second = rita.heard[-2:]
    assert first.startswith("Welcome! You are a doctor of Smile, on its staff.")
    assert second == "You can practise first: nothing of it counts."
    assert rita.buttons == ["Practise first"]
    assert rita.keys


async def test_roles_stand_two_a_row_and_the_team_has_an_invite(stage: Stage, owner: Actor) -> None:
    await owner.sends("/team")
    await owner.taps("Invite")

    assert "once and for 24 hours" in owner.sees
    assert [len(row) for row in owner.person.last.keyboard] == [2, 2, 1]
    assert stage.rows("SELECT role FROM invites WHERE author_id = ?", OLGA) == [("staff",)]


async def test_what_is_kept_of_an_invite_holds_no_code(stage: Stage, owner: Actor) -> None:
    await owner.sends("/invite")
    code = code_in(owner.sees)

    assert stage.rows("SELECT hash FROM invites WHERE author_id = ?", OLGA) == [
        (invite_hash(code),)
    ]
    [(key, image)] = stage.rows("SELECT key, image FROM pictures")
    assert code not in key
    assert image is None


@pytest.mark.parametrize(
    ("typed", "role", "doctor"),
    [
        ("", "staff", 0),
        ("staff", "staff", 0),
        ("Manager", "manager", 0),
        ("владелец", "owner", 0),
        ("doctor", "staff", 1),
    ],
)
async def test_the_role_stands_behind_the_command_in_any_known_language(
    stage: Stage, owner: Actor, typed: str, role: str, doctor: int
) -> None:
    await owner.sends(f"/invite {typed}".strip())

    assert stage.rows(KEPT, OLGA) == [(role, doctor, None, 0)]


async def test_another_role_is_a_tap_on_the_same_message_with_the_same_link(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("/invite")
    link, heard = link_in(owner), len(owner.heard)
    assert owner.buttons == ["Copy", "Withdraw", "Doctor", "Manager", "Owner"]
    await owner.taps("Owner")

    assert (link_in(owner), len(owner.heard)) == (link, heard)
    assert "one more owner" in owner.sees
    assert owner.buttons == ["Copy", "Withdraw", "Staff", "Doctor", "Manager"]
    assert stage.rows(KEPT, OLGA) == [("owner", 0, None, 0)]
    await stage.actor("Rita", RITA).sends(f"/start {code_in(owner.sees)}")
    assert stage.rows(STAFF) == [(OLGA, "owner"), (RITA, "owner")]
    assert stage.rows("SELECT count(*) FROM invites WHERE author_id = ?", OLGA) == [(1,)]


async def test_the_link_of_a_used_invite_cannot_be_made_another_s(
    stage: Stage, owner: Actor
) -> None:
    await owner.sends("/invite")
    card, code = owner.person.last, code_in(owner.sees)
    await stage.actor("Rita", RITA).sends(f"/start {code}")
    for button in ("Owner", "Withdraw"):
        await owner.taps(button, card)
        assert "used, withdrawn or too old" in owner.sees
    assert stage.rows(KEPT, OLGA) == [("staff", 0, RITA, 0)]


async def test_an_invite_made_before_the_bot_s_name_is_known_is_a_command(tmp_path: Path) -> None:
    world = world_of_one_bot()
    world.knobs.fail("getMe")
    async with staged(tmp_path, world=world) as stage:
        stage.add_clinic("Smile", OLGA)
        owner = stage.actor("Olga", OLGA)
        await owner.sends("/invite")
        code = owner.sees.split("/start ")[1].split()[0]
        assert owner.person.last.photo is None
        await owner.taps("Manager")
        assert f"/start {code}" in owner.sees

        await stage.actor("Rita", RITA).sends(f"/start {code}")
        assert stage.rows(STAFF) == [(OLGA, "owner"), (RITA, "manager")]


async def test_a_doctor_s_invite_makes_a_colleague_who_stands_among_the_doctors(
    stage: Stage, owner: Actor, joins: Joins
) -> None:
    await joins("Anna Petrova", RITA, "doctor")

    assert "who will log visits as the one who treated" in plain(owner.sees)
    assert stage.rows(STAFF)[1] == (RITA, "staff")
    assert stage.rows(DOCTORS) == [("Anna Petrova", RITA)]


async def test_the_reasons_why_an_invite_does_not_open_are_told_apart(
    stage: Stage, owner: Actor, reception: Actor, stranger: Actor
) -> None:
    heard = []
    await owner.sends("/invite manager")
    code = code_in(owner.sees)
    await reception.sends(f"/start {code}")  # for another role
    heard.append(reception.sees)
    await stranger.sends(f"/start {code}", fields=FORWARDED)
    heard.append(stranger.sees)
    assert stage.rows(f"{KEPT} AND role = 'manager'", OLGA) == [("manager", 0, None, 0)]
    await stage.actor("Mila", 505).sends(f"/start {code}")
    await stranger.sends(f"/start {code}")  # used
    heard.append(stranger.sees)
    await owner.sends("/invite")
    revoked, expired = code_in(owner.sees), None
    await owner.taps("Withdraw")
    assert "opens nothing" in owner.sees
    await stranger.sends(f"/start {revoked}")
    heard.append(stranger.sees)
    await owner.sends("/invite")
    expired = code_in(owner.sees)
    assert isinstance(stage.clock, HandClock)
    stage.clock.move(25 * HOUR)
    await stranger.sends(f"/start {expired}")
    heard.append(stranger.sees)

    parts = ("for another role", "when it is forwarded", "used already", "withdrawn", "too old")
    assert [part in text for part, text in zip(parts, heard, strict=True)] == [True] * 5
    assert len(set(heard)) == 5
    assert all("wner" in text or "Ask for" in text for text in heard)
    assert "as staff" in heard[0]
    assert stage.rows(STAFF) == [(OLGA, "owner"), (RITA, "staff"), (505, "manager")]


async def test_a_forwarded_invite_of_a_member_is_refused_and_stays_good(
    stage: Stage, owner: Actor, neighbour: Actor
) -> None:
    await owner.sends("/invite")
    code, whole = code_in(owner.sees), owner.sees
    for text in (f"/start {code}", whole):
        await neighbour.sends(text, fields=FORWARDED)
        assert "does not open when it is forwarded" in neighbour.sees
    await neighbour.sends(f"/start {code}")

    assert (neighbour.id, "staff") in stage.rows(STAFF)


async def test_strangers_who_forward_invites_are_answered_as_rarely_as_those_who_guess(
    stranger: Actor,
) -> None:
    for guess in range(9):
        await stranger.sends(f"/start guess{guess}", fields=FORWARDED)

    assert len(stranger.heard) == 5


async def test_a_claim_code_makes_an_owner_of_who_works_there_already(
    stage: Stage, owner: Actor
) -> None:
    claim = stage.add_clinic("Third").claim
    await owner.sends(f"/start {claim}")

    [welcome] = [text for text in owner.heard if "You are the owner of Third." in text]
    assert "From now on you work in Third here" in welcome

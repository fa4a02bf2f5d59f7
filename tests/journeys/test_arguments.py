"""What stands behind a command counts."""

from storage.outside import outside
from tests.support.stage import Actor, Stage


async def test_words_behind_a_period_do_not_hide_the_command(owner: Actor) -> None:
    await owner.sends("/today please")

    assert "Today, March 12" in owner.sees


async def test_the_chart_of_a_named_period_is_drawn(owner: Actor) -> None:
    await owner.sends("/chart month")

    assert owner.sees.startswith("Mar 1")


async def test_the_day_behind_the_command_is_listed(owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500 yesterday")
    await owner.sends("/day 11.03")

    assert "March 11 · 1 visit" in owner.sees


async def test_a_lever_is_moved_down_with_a_minus(owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500")
    await owner.sends("/whatif fixed=-20000")

    assert "Profit of a year: +RUB 240,000" in owner.sees


async def test_what_was_paid_follows_a_corrected_amount(stage: Stage, owner: Actor) -> None:
    await owner.sends("1042 hygiene 3500")
    with outside(stage.path).begin() as connection:  # as an import writes it
        connection.exec_driver_sql("UPDATE visit_lines SET paid = amount")

    await owner.replies(owner.person.last, "4500")

    assert stage.rows("SELECT amount, coalesce(paid, amount) FROM visit_lines") == [
        (450000, 450000)
    ]
    await owner.sends("/today")
    assert "4,500" in owner.sees


async def test_a_strangers_wrong_code_waits_behind_the_staff_and_is_forgotten(
    stage: Stage, stranger: Actor
) -> None:
    sent: list[dict[str, object]] = []
    stage.app.office.writer.listen(
        lambda units: sent.extend(row for u in units for row in u.outgoing)
    )
    await stranger.sends("/start wrong")

    assert [row["priority"] for row in sent] == [7]
    assert stage.rows("SELECT * FROM outbox") == []
    assert stage.rows("SELECT * FROM inbox") == []

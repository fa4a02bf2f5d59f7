"""Money besides visits: expenses, what the till says, payments of debts and ahead of the work."""

from __future__ import annotations

from clinic.entries.kind import Choice, Field, Kind, Shape, Values
from clinic.marks import mark as _

BUCKETS = (
    Choice("acquire", _("to win patients"), "acquire,acquisition,привлечение,залучення,获客"),
    Choice("keep", _("to keep patients"), "keep,retention,удержание,утримання,维系"),
    Choice("improve", _("to get better"), "improve,improvement,улучшение,покращення,改进"),
    Choice("fixed", _("fixed"), "fix,постоянный,постоянные,постоянная,постійні,固定"),
    Choice("variable", _("variable"), "var,переменный,переменные,переменная,змінні,可变"),
    Choice("tax", _("taxes and fees"), "tax,налоговый,податок,税"),
)
CATEGORIES = (
    Choice("ads", _("Advertising"), "ads,ad,advertising,marketing,реклама,маркетинг,реклами,广告"),
    Choice("wages", _("Wages"), "wage,salary,salaries,pay,зарплата,зарплаты,оклад,зарплатня,工资"),
    Choice("doctors", _("Doctors' share"), "doctor share,процент врачам,доля врачей,医生提成"),
    Choice("materials", _("Materials"), "material,supplies,материалы,расходники,матеріали,耗材"),
    Choice("lab", _("Laboratory"), "lab,laboratory,лаборатория,зуботехники,лабораторія,技工"),
    Choice("rent", _("Rent"), "lease,аренда,оренда,房租,租金"),
    Choice(
        "utilities", _("Utilities"), "electricity,water,коммуналка,коммунальные,свет,комуналка,水电"
    ),
    Choice("equipment", _("Equipment"), "repair,оборудование,ремонт,обладнання,设备,维修"),
    Choice("training", _("Training"), "course,courses,обучение,курсы,навчання,培训"),
    Choice("gifts", _("Gifts to patients"), "gift,gifts,bonus,подарки,подарок,подарунки,礼品"),
    Choice("loan", _("Loan"), "credit,interest,кредит,проценты,позика,贷款"),
    Choice("taxes", _("Taxes"), "tax,duty,налог,налоги,податки,податок,税,税费"),
    Choice("other", _("Other"), "misc,прочее,другое,разное,інше,其他"),
)
_BUCKET_OF = {
    "ads": "acquire",
    "gifts": "keep",
    "training": "improve",
    "equipment": "improve",
    "doctors": "variable",
    "materials": "variable",
    "lab": "variable",
    "taxes": "tax",
    **dict.fromkeys(("wages", "rent", "utilities", "loan", "other"), "fixed"),
}
MONTHLY = Choice("month", _("every month"), "monthly,ежемесячно,щомісяця,每月,каждый месяц")
_AMOUNT = Field("amount", Shape.MONEY, _("amount"), _("How much? Write the amount."), needed=True)
_PATIENT = Field(
    "patient", Shape.PATIENT, _("patient"), _("Whose? Tap, or write the card number."), needed=True
)


def _bucket_of(values: Values) -> Values:
    """Return the bucket that a category usually belongs to; nothing of an unknown one."""
    bucket = _BUCKET_OF.get(values.get("category", ""))
    return {"bucket": bucket} if bucket else {}


EXPENSE = Kind(
    name="expense",
    table="expenses",
    command="expense",
    title=_("Expense"),
    menu=_("write an expense down"),
    example=_("/expense ads 20000 instagram"),
    said=("expense", "spent", "расход", "витрата", "支出"),
    fields=(
        Field(
            "category",
            Shape.NAME,
            _("category"),
            _("What was it for? Tap, or write a word."),
            needed=True,
            choices=CATEGORIES,
        ),
        _AMOUNT,
        Field(
            "bucket",
            Shape.CHOICE,
            _("kind of cost"),
            _("What kind of cost is it?"),
            needed=True,
            choices=BUCKETS,
        ),
        Field("channel", Shape.CHANNEL, _("channel"), _("For which channel?")),
        Field(
            "every",
            Shape.CHOICE,
            _("repeats"),
            _("Does it come every month?"),
            choices=(MONTHLY,),
            kept=False,
        ),
    ),
    defaults=_bucket_of,
)
CASH = Kind(
    name="cash",
    table="cash_totals",
    command="cash",
    title=_("Cash total"),
    menu=_("what the till says today"),
    example=_("/cash 84000"),
    said=("cash", "till", "касса", "каса", "收银"),
    fields=(_AMOUNT,),
)
DEBT = Kind(
    name="payment",
    table="payments",
    command="paid",
    title=_("Payment of a debt"),
    menu=_("a patient paid what he owed"),
    example=_("/paid 1042 3500"),
    said=("paid", "долг", "оплата долга", "борг", "还款"),
    fields=(_PATIENT, _AMOUNT),
    fixed={"kind": "debt"},
)
PREPAYMENT = Kind(
    name="payment",
    table="payments",
    command="prepaid",
    title=_("Prepayment"),
    menu=_("a patient paid ahead"),
    example=_("/prepaid 1042 10000"),
    said=("prepaid", "prepayment", "предоплата", "аванс", "передоплата", "预付"),
    fields=(_PATIENT, _AMOUNT),
    fixed={"kind": "prepayment"},
)

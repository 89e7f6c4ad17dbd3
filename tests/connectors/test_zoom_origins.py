"""Which asset brought somebody, out of what they answered in four languages."""

import pytest

from merhav.connectors.zoom.origins import asks_for_origin, origin_of


@pytest.mark.parametrize(
    ("answer", "origin"),
    [
        ("Facebook", "facebook"),
        ("בדף הפייסבוק של הרשות", "facebook"),
        ("عبر فيسبوك", "facebook"),
        ("в фейсбуке", "facebook"),
        ("קבוצת הוואטסאפ השכונתית", "whatsapp"),
        ("ווטסאפ", "whatsapp"),
        ("בווצאפ", "whatsapp"),
        ("مجموعة الواتساب", "whatsapp"),
        ("из вотсапа", "whatsapp"),
        ("https://chat.whatsapp.com/x", "whatsapp"),
        ("הניוזלטר החודשי", "newsletter"),
        ('בדוא"ל', "newsletter"),
        ("بالبريد الإلكتروني", "newsletter"),
        ("по электронной почте", "newsletter"),
        ("שלט ברחוב", "street"),
        ("ملصق في الشارع", "street"),
        ("объявление у дома", "street"),
        ("אתר העירייה", "website"),
        ("موقع البلدية", "website"),
        ("на сайте города", "website"),
        ("the city's web site", "website"),
        ("אתר הפייסבוק", "facebook"),
        ("מחברה", None),
        ("a friend on the opposite side", None),
        ("חוות דעת", None),
        ("", None),
    ],
)
def test_what_brought_somebody_in_four_languages(answer: str, origin: str | None) -> None:
    assert origin_of(answer) == origin


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How did you hear about us?", True),
        ("איך שמעתם על המפגש?", True),
        ("كيف سمعت عن اللقاء؟", True),
        ("Как вы узнали о встрече?", True),
        ("Откуда вы узнали о нас?", True),
        ("City", False),
        ("מה חשוב לך שנדבר עליו?", False),
    ],
)
def test_which_question_asks_for_it(question: str, asks: bool) -> None:
    assert asks_for_origin(question) is asks

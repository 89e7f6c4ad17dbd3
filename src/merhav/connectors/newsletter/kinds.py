"""Items of an issue: which kind, whether they concern a municipal process, and how early in it they tell residents."""

from .words import Words, heads

KINDS: Words[str] = Words(
    {
        "planning": heads(
            "planning | urban planning | city planning | zoning | plan",
            'תכנון | תכנון עיר | תכנון ובנייה | תכנון עירוני | תב"ע | תבע | תוכנית מתאר',
            "تخطيط | التخطيط | تخطيط المدينة | تخطيط وبناء",
            "планирование | градостроительство | план",
        ),
        "education_partnership": heads(
            "education_partnership | education partnership | partnership in education | education | schools",
            "שותפות בחינוך | שיתוף בחינוך | חינוך | שותפות חינוכית | בתי ספר",
            "الشراكة في التعليم | شراكة في التربية | تعليم | التعليم | تربية | مدارس",
            "партнёрство в образовании | партнерство в образовании | образование | школы",
        ),
        "events_programme": heads(
            "events_programme | events programme | events program | events | event programme | culture | programme",
            "תוכנית אירועים | תוכנית האירועים | בניית תוכנית אירועים | לוח אירועים | אירועים | אירוע | תרבות",
            "برنامج الفعاليات | برنامج الأحداث | فعاليات | الفعاليات | فعالية | ثقافة",
            "программа мероприятий | мероприятия | мероприятие | события | культура",
        ),
        "calls_tenders": heads(
            "calls_tenders | calls and tenders | calls | call | call for proposals | tender | tenders",
            "קול קורא | קולות קוראים | מכרז | מכרזים | מכרזים וקולות קוראים | קולות קוראים ומכרזים",
            "مناقصة | مناقصات | المناقصات | دعوة لتقديم مقترحات | نداء | دعوات ومناقصات",
            "тендер | тендеры | конкурс | конкурсы | приём предложений",
        ),
        "bylaws": heads(
            "bylaws | by-laws | bylaw | by-law | change of by-laws | rules | regulations | procedures",
            "חוקי עזר | חוק עזר | שינוי חוק עזר | שינוי חוקי עזר | תקנות | נהלים | תקנון",
            "قوانين مساعدة | قانون مساعد | الأنظمة | أنظمة | نظام | تعليمات",
            "подзаконные акты | правила | изменение правил | постановления",
        ),
        "residents_meetings": heads(
            "residents_meetings | residents meetings | residents' meetings | residents meeting | invitation | public meeting",
            "מפגשי תושבים | מפגש תושבים | הזמנה למפגש | הזמנה למפגש תושבים | אסיפת תושבים | שיתוף ציבור",
            "لقاءات السكان | لقاء سكان | لقاء السكان | اجتماع السكان | دعوة للقاء",
            "встречи жителей | встреча жителей | собрание жителей | приглашение на встречу",
        ),
        "other": heads(
            "other | else", "אחר | אחרת | שונות | כללי", "أخرى | غير ذلك | متفرقات", "другое | прочее | иное"
        ),
    }
)
STAGES: Words[str] = Words(
    {
        "idea": heads("idea | need | initiative", "רעיון | יוזמה | צורך", "فكرة | مبادرة", "идея | замысел"),
        "options": heads(
            "options | alternatives | alternative | option",
            "חלופות | אפשרויות | חלופה | בחינת חלופות",
            "بدائل | خيارات | بديل",
            "варианты | альтернативы | вариант",
        ),
        "draft": heads(
            "draft | proposal", "טיוטה | הצעה | טיוטא", "مسودة | اقتراح", "проект | черновик | предложение"
        ),
        "decision": heads(
            "decision | decided | approval | approved",
            "החלטה | אישור | הוחלט | אושר",
            "قرار | موافقة",
            "решение | утверждение",
        ),
        "execution": heads(
            "execution | implementation | carrying out | works | done",
            "ביצוע | יישום | עבודות | בוצע",
            "تنفيذ | التنفيذ | أعمال",
            "исполнение | выполнение | реализация | работы",
        ),
    }
)
EARLINESS = {"idea": 1.0, "options": 0.8, "draft": 0.6, "decision": 0.3, "execution": 0.1}
"""What sharing a process at a stage weighs: the earlier, the more there is to influence."""

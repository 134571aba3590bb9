"""The one message for languages that advisers speak and the bot does not (design: fixed, in that language)."""

from __future__ import annotations

_TEXTS = {
    "en": "Sorry, I only answer in Polish, Romanian, Bulgarian and Dutch. A legal adviser of Het Juridisch Loket speaks "
    "English and helps for free: call or WhatsApp {phone}. Life in danger? Call [112](tel:112).",
    "uk": "Вибачте, я відповідаю лише польською, румунською, болгарською та нідерландською. Юридичний консультант Het "
    "Juridisch Loket розмовляє українською та допомагає безкоштовно: зателефонуйте або напишіть у WhatsApp {phone}. "
    "Життя в небезпеці? Дзвоніть [112](tel:112).",
    "ru": "Извините, я отвечаю только на польском, румынском, болгарском и нидерландском языках. Юридический консультант "
    "Het Juridisch Loket говорит по-русски и помогает бесплатно: позвоните или напишите в WhatsApp {phone}. "
    "Жизнь в опасности? Звоните [112](tel:112).",
    "tr": "Üzgünüm, yalnızca Lehçe, Romence, Bulgarca ve Felemenkçe cevap verebiliyorum. Het Juridisch Loket'in hukuk "
    "danışmanı Türkçe konuşur ve ücretsiz yardım eder: {phone} numarasını arayın veya WhatsApp'tan yazın. "
    "Hayati tehlike varsa [112](tel:112)'yi arayın.",
    "de": "Ich antworte leider nur auf Polnisch, Rumänisch, Bulgarisch und Niederländisch. Eine Rechtsberaterin oder ein "
    "Rechtsberater von Het Juridisch Loket spricht Deutsch und hilft kostenlos: Anruf oder WhatsApp an {phone}. "
    "Lebensgefahr? Rufen Sie [112](tel:112) an.",
    "el": "Λυπάμαι, απαντώ μόνο στα πολωνικά, ρουμανικά, βουλγαρικά και ολλανδικά. Νομικός σύμβουλος του Het Juridisch "
    "Loket μιλάει ελληνικά και βοηθά δωρεάν: τηλεφωνήστε ή στείλτε WhatsApp στο {phone}. "
    "Κινδυνεύει ζωή; Καλέστε το [112](tel:112).",
    "hu": "Sajnos csak lengyelül, románul, bolgárul és hollandul tudok válaszolni. A Het Juridisch Loket jogi tanácsadója "
    "beszél magyarul, és ingyen segít: hívja vagy írjon WhatsAppon: {phone}. Életveszélyben hívja a [112](tel:112)-t.",
    "es": "Lo siento, solo respondo en polaco, rumano, búlgaro y neerlandés. Un asesor jurídico de Het Juridisch Loket "
    "habla español y ayuda gratis: llame o escriba por WhatsApp al {phone}. ¿Peligro de muerte? Llame al [112](tel:112).",
}


def handoff_only_text(language: str, *, phone: str) -> str:
    """The message in that language as Markdown; English when there is none. `phone` is Markdown too."""
    return _TEXTS.get(language, _TEXTS["en"]).format(phone=phone)


_CHOOSE = {
    "en": "Choose",
    "uk": "Вибрати",
    "ru": "Выбрать",
    "tr": "Seç",
    "de": "Auswählen",
    "el": "Επιλέξτε",
    "hu": "Választás",
    "es": "Elegir",
}


def choose_word(language: str) -> str:
    """What the button of a list says in such a language; empty for all others."""
    return _CHOOSE.get(language, "")


LANGUAGES = tuple(_TEXTS)
"""The languages that have the message."""

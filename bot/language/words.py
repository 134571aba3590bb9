"""What rules know about languages beside the model: words that belong to all of them, letters that some do not have."""

from __future__ import annotations

SHARED_WORDS = frozenset(
    """
    bsn digid brp rni ind uwv cak svb duo ggd ggz kvk zzp isk bso cao ww ehic iban pin pdf sms nl pl ro bg en id nr tel
    gemeente huisarts huisartsenpost zorgtoeslag huurtoeslag kinderbijslag kinderopvangtoeslag zorgverzekering
    belastingdienst uitzendbureau loonstrook jaaropgave toeslag toeslagen rijbewijs borg vakantiegeld minimumloon
    uittreksel briefadres deurwaarder jeugdzorg consultatiebureau kraamzorg apotheek tandarts basisschool inburgering
    fairwork barka arbeidsinspectie whatsapp telegram viber facebook messenger google youtube tiktok instagram
    internet wifi online email mail info link web app chat bot robot start stop test ok okay oke super
    amsterdam rotterdam haag utrecht eindhoven tilburg breda venlo zwolle almere groningen enschede arnhem nijmegen
    haarlem helmond roosendaal waalwijk naaldwijk leiden delft apeldoorn dordrecht amersfoort westland
    euro eur kg km taxi hotel radio video status
    бсн дигид ок окей инфо чат бот старт стоп
    """.split()
)
"""Words (lower case) that say nothing about the language when a message has no others."""

FOREIGN_LETTERS: dict[str, frozenset[str]] = {
    "ыэё": frozenset(("bg", "uk")),
    "іїєґ": frozenset(("bg", "ru")),
    "јњљџќѓћђѕў": frozenset(("bg", "ru", "uk")),
}
"""Cyrillic letters → languages that are not written with them. Latin ones rule nothing out: names carry theirs along."""

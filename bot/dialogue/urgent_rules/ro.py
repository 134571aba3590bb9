"""Romanian."""

RULES = {
    "medical_emergency": r"""
        infarct | nu\ (mai\ )?poate\ respira | nu\ (mai\ )?pot\ respira | nu\ (mai\ )?respira\b | inconstient | a\ lesinat
        | sangereaza\ (tare|mult|rau) | (chem|cheama|sun|suna|trebuie|vreau|nevoie\ de)\b.{0,12}\b(ambulant|salvare) | moare\b | curentat
    """,
    "suicidal_thoughts": r"""
        sinucid | sinucig | suicid | sa\ mor\b | ma\ omor | imi\ iau\ viata | sa-mi\ iau\ viata | nu\ mai\ vreau\ sa\ traiesc
        | sa\ ma\ spanzur | sa\ termin\ cu\ (viata|tot)
    """,
    "exploitation": r"""
        (luat|ia|tine|tin|retin\w*|confiscat|nu[\ -]\w*\ (mai\ )?(da|dau|restitui\w*))\b.{0,30}\b(pasaport|buletin|actele|cartea\ de\ identitate|documentele)
        | (pasaport\w*|buletin\w*|actele)\b.{0,20}\b(luat|retinut|confiscat)
        | trafic\ de\ (persoane|oameni) | (ma|ne)\ obliga\ sa\ munc | ca\ (pe\ )?(niste\ )?sclavi | ne\ (incuie|tine\ inchisi)
        | (seful|patronul|agentia|agentul)\b.{0,25}\b(ameninta|bate)
    """,
    "homeless": r"""
        n(u\ |-)am\ unde\ (sa\ )?(dorm|stau\ la\ noapte|inoptez) | dorm\ (pe\ strada|in\ gara|in\ parc|afara|in\ masina|sub\ pod)
        | (sunt|am\ ramas|am\ ajuns|suntem)\ (pe\ strada|pe\ drumuri|fara\ adapost) | adapost\ (de|pentru)\ noapte
    """,
    "domestic_violence": r"""
        (sotul|barbatul|iubitul|prietenul\ meu|tata|sotia|concubinul)\b.{0,25}\b(bate|batut|loveste|lovit|ameninta|strange\ de\ gat)
        | violenta\ (domestica|in\ familie|acasa) | mi-e\ frica\ (de\ sot|de\ barbat|sa\ merg\ acasa|sa\ ma\ duc\ acasa)
    """,
    "sexual_violence": r"""
        viol(at|ul|eze|ata|ase)\b | \bviol\b | abuz\w*\ sexual | hartui\w*\ sexual | agresat\w*\ sexual | m-a\ (pipait|atins)
        | ma\ (pipaie|atinge)\b
    """,
}

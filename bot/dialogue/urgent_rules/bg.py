"""Bulgarian; Cyrillic and Latin letters fold to the same spelling."""

RULES = {
    "medical_emergency": r"""
        infarkt | ne\ moje\ da\ (si\ )?(poeme\ vazduh|disha) | ne\ moga\ da\ disham | ne\ disha\b | v\ bezsaznanie | bezsaznanie
        | karvi\ (silno|mnogo) | (vikn\w*|povika\w*|triabva|iskam|nujna)\b.{0,15}\b(lineika|barza\ pomosht) | umira\b
    """,
    "suicidal_thoughts": r"""
        samoubi | da\ se\ ubia | shte\ se\ ubia | iskam\ da\ umra | ne\ iskam\ (veche\ )?da\ jiveia | ne\ mi\ se\ jivee
        | da\ slaga\ krai | slagam\ krai | da\ se\ obesia
    """,
    "exploitation": r"""
        (vze|vzeha|vzel|vzeli|vzima|darji|darjat|zadarja|ne\ (mi|ni|iska\ da)\ (vrashta|varne|dava)\w*|pribra\w*)\b.{0,30}\b(pasport|pasporta|pasportite|lichna\w*\ karta|dokument\w*)
        | (pasport\w*|dokumentite|lichnata\ karta)\b.{0,25}\b(vze|vzeha|vzel|vzeli|zadarja|darji)
        | trafik\ na\ hora | prinujdava | kato\ rob | zakliuchva(t)?\ (ni|me)
        | (shefa|shefat|agentsiiata|koordinatora)\b.{0,25}\bzaplashva
    """,
    "homeless": r"""
        niama\w*\ kade\ da\ (spia|spim|prenoshtuva|otida|otidem) | spia\ (na\ ulicata|na\ garata|v\ parka|v\ kolata|navan|pod\ most)
        | (na\ ulicata|bezdom\w+)\ (sam|sme) | (sam|sme|ostanah|ostanahme)\ (na\ ulicata|bezdom)
    """,
    "domestic_violence": r"""
        (maj(a|at)?\ mi|maj\ mi|mujat\ mi|priiatel(ia|iat)?\ mi|partnior\w*|bashta\ mi|jena\ mi)\b.{0,25}\b(bie|udria|udari|prebi|zaplashva|dushi)
        | domashno\ nasilie | nasilie\ (v|u)\ (kashti|doma) | strah\ me\ e\ ot\ (maja|partniora|priiatelia)
    """,
    "sexual_violence": r"""
        iznasil | seksual\w*\ (nasilie|tormoz|posegat) | opipva | bludstv
    """,
}

"""Polish."""

RULES = {
    "medical_emergency": r"""
        zawal | nie\ (moze|moge)\ oddychac | nie\ oddycha\b | stracil[ai]?\ przytomnosc | nieprzytomn | krwotok
        | mocno\ krwawi | wyk?rwawia | (wezwac|wezwij\w*|dzwonic\ po|potrzebn\w+)\ (karetk|pogotowi) | umiera\b | porazil\w*\ prad
    """,
    "suicidal_thoughts": r"""
        samobojst | zabic\ sie | zabije\ sie | odebrac\ sobie\ zycie | skonczyc\ ze\ soba | nie\ chce\ (mi\ sie\ )?(juz\ )?zyc
        | chce\ umrzec | mysli\w*\ samoboj | powiesic\ sie | powiesze\ sie
    """,
    "exploitation": r"""
        (zabral|zabrali|zabrala|trzyma|trzymaja|zatrzymal|zatrzymali|nie\ (chce\ )?odda\w*)\b.{0,30}\b(paszport|dowod|dokumenty)
        | (paszport|dowod|dokumenty)\b.{0,20}\b(zabral|zabrali|zabrala|trzyma|trzymaja|zatrzymal)
        | handel\ ludzmi | zmusza(ja)?\ (mnie|nas)\ do\ pracy | zamyka(ja)?\ nas | jak\ niewolni
        | (szef|koordynator|agencja|agent)\b.{0,25}\b(grozi|groza)
    """,
    "homeless": r"""
        nie\ mam\ gdzie\ (dzis\w*\ )?(spac|nocowac|przenocowac) | spie\ (na\ ulicy|na\ dworcu|w\ parku|pod\ mostem|w\ aucie|w\ samochodzie)
        | jestem\ (na\ ulicy|bezdomn) | jestesmy\ (na\ ulicy|bezdomn) | noclegowni
    """,
    "domestic_violence": r"""
        (maz|partner|chlopak|facet|ojciec|zona|konkubent)\b.{0,25}\b(bije|bil|pobil|dusil|dusi|grozi|zneca|szarpie)
        | przemoc\w*\ (w\ domu|domow) | boje\ sie\ (meza|partnera|chlopaka|wracac\ do\ domu)
    """,
    "sexual_violence": r"""
        zgwalc | gwalt\b | gwalci | molest | napastowa\w*\ seksual | wykorzystal\w*\ (mnie\ )?seksual | obmacywa | obmacuje
        | dotyka\w*\ mnie\b.{0,20}\b(nie\ chce|bez\ zgody)
    """,
}

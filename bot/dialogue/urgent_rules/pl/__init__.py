"""Polish. Written with diacritics for the reader; both sides are folded, as they sound, before they meet."""

from __future__ import annotations

import re

from bot.dialogue.urgent_rules.pl import coercion, danger, violence
from bot.text import fold

_HARD_RZ = re.compile("rz|(?<=[ptk])sz")


def fold_by_ear(text: str) -> str:
    """Fold Polish text, and write alike what sounds alike: rz and ż, ch and h, psz and prz (ksz, tsz as well).

    Who seldom writes mixes these up: "hcem umżeć", "pszetrzymuje dowody".
    """
    return _HARD_RZ.sub("z", fold(text).replace("ch", "h"))


GROUPS = {
    "boss": """szef* pracodawc* kierowni* koordynator* kordynator* agencj* agent* pośrednik* brygadzist* majster* baas
        przełożon* uitzendbureau biuro właściciel* firma firmie gospodarz* landlord* farmer* boss* menad* manager*""",
    "papers": "~paszport* paszort* dowód dowodu dowody dowodow dokument* papiery id",
    "took": "zabra* zabier* zabiora odebra* odbier* przetrzym* zarekwir* skonfisk* schowa* zwinę* zwiną* wzięl* wziął",
    "keeps": "trzyma trzymają trzymaja zatrzym* przetrzym* schowa*",
    "stranger": "złodziej* policj* straż* celni* lotnisk* kieszonk* rejestracyjn* nieznajom* pociągu tramwaju konsul*",
    "threatens": "grozi grożą groził* grożac* grozic groza zastrasza* szantaż* odgraża*",
    "locks": "zamyka zamykają zamknął zamknęl* zamkną* zamknięt* więzi więżą uwięzi* przetrzymuj*",
    "relative": """mąż maz męża meza mężem mezem partner* chłopak* facet* ojciec ojca ojczym* tata teść teściow* żona zona
        żony żonę konkubent* konkubin* narzeczon* dziewczyna małżonek małżonk* brat syn były""",
    "beats": """bije biją bił biła pobił* pobija bijący uderzył* uderza* udeżył* dusi dusił* podduszał* kopie kopnął kopał* szarpie szarpał* znęca*
        katuje maltretuj* tłucze okłada zbił popycha* poniża leje lał sprał spoliczk* przypala* napierd* wpierdol*""",
    "me": "mnie mi mną mię nas nam",
    "laughs": "nie śmiechu śmiech nudów głodu głodna głodny ciekawości telefon bateria internet",
    "sick_words": "rok lata lat temu ubezpieczen* polis* leki kurs szkoleni* koszt* kosztuje rachun* faktur* płaci zapłac* fakture pokrywa zwrot eigen",
    "him": "on mąż maz partner* chłopak* facet narzeczon* konkubent*",
    "man": "facet facetami sąsiad* obcy koleg* współlok* wspollok*",
}

RULES = {**danger.RULES, **coercion.RULES, **violence.RULES}

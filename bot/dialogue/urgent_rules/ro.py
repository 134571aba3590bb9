"""Romanian, of Romania and Moldova. Written with diacritics for the reader; both sides are folded before they meet.

A hyphen separates words: "mi-a luat" is `mi a luat`, and many type `mia luat`.
"""

from bot.dialogue.urgent_rules import ro_bound, ro_life, ro_violence

GROUPS = {
    "boss": """șef* patron* angajator* coordonator* cordonator* agenți* firma manager* supervizor* vorman* baas*
        uitzendbureau proprietar* stăpân* gazda intermediar* recrutor* administrator* fermier* brigadier*""",
    "papers": "pașapo* pasap* buletinul buletinele buletin actele acte cărțile documentele documente id",
    "took": "luat ia iau luate luată confiscat* reținut* oprit oprite strâns strânse adunat adunate ascuns sechestr*",
    "keeps": "ține țin rețin* păstreaz* ascunde",
    "strangers": """hoț* furat furate spart poliți* vamă vama vameș* aeroport* consulat* ambasad* tren* tramvai*
        metrou buzunar* borset* portofel* plaj*""",
    "threaten": "ameninț* amenință amenintat șantaj*",
    "lock": "încuie încuiat* închis închiși închisă închide închid ferecat* sechestr* zăvor*",
    "relative": """soț* bărbatu* bărbatul iubitu* iubitul prietenul prietenu logodnic* concubin* partener* tata tatăl
        socru* soacr* nevasta soția fratele fiul cumnat* fostul ex vitreg""",
    "beat": """bate bătut* bătea bată lovește lovit* lovea snopit snopește pălmuit* plesnit* trântit* îmbrânc* împins
        sugrum* strangul* bruscheaz* agreseaz* maltrat* tortur* pocnit* batjocor*""",
    "me": "mă m mi ne ni ma mia mine îmi ți",
    "elsewhere": "școal* coleg* clas* fotbal vecin* stivuitor* mașin* bar discotec* necunoscu* cărucior*",
    "laughing": "râs plictis* foame dor curiozitate rușine telefonul bateria netul țigar* măsea* măseaua",
    "paying": "cost* factur* plătesc plătește plăti asigurar* decont* curs cursul risico",
    "long_ago": "anul ani trecut* luna boală",
    "person": """coleg* bărbat* copil* băiat* fetiț* fata mama tata soț* nevasta femei* femeia om omul bătrân* baba
        frate* sora prieten* unul cineva bebe* bebeluș* unchi* vecin* muncitor* ea el""",
    "limb": "mâna mână picior* braț* deget* corp* față fața jumătate jumate jumătatea gura",
    "pills": "pastil* medicament* somnifer* diazepam xanax",
    "job": "muncesc muncim munceasc* lucrez lucrăm lucram lucrezi lucrează lucreze munci lucra muncit lucrat",
}

RULES = ro_life.RULES | ro_bound.RULES | ro_violence.RULES

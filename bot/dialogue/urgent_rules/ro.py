"""Romanian, of Romania and Moldova. Written with diacritics for the reader; both sides are folded before they meet.

A hyphen separates words: "mi-a luat" is `mi a luat`, and many type `mia luat`.
"""

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
}

RULES = {
    "medical_emergency": """
        infarct* -- {paying}
        avc -- {paying}
        accident vascular -- {paying} acum
        atac|stop .. cord|cardiac|inimă -- {paying}
        nu .. respir* -- nas nasul geam fereastr*
        nu .. aer -- geam fereastr* ventil*
        se|s|m sufoc*|asfixi* -- cameră
        s|se .. înecat|îneacă
        rămas|fără aer|suflare
        ~inconștient*
        fără|pierdut .. cunoștință
        leșin*
        căzut|cade .. jos|lat .. nu|mișcă|răspunde
        nu .. răspunde|reacționează|mișcă|trezește .. deloc|nimic|lovit|căzut|jos
        nu|nici .. se|îl|o .. mai|pot . trezește|trezi|trezesc -- dimineața alarma
        nu .. are .. puls
        sângereaz*|sângerez .. tare|mult|rău|abundent|puternic|oprește
        ~hemoragi* -- menstr*
        curge|țâșnește|pierde|pierdut .. sânge|sângele -- nas nasul
        mult|baltă|plin|numai .. sânge -- analize
        nu .. opri|oprește .. sânge*
        sânge* .. nu .. opre*
        moare|mor -- {laughing} vreau să voi {paying} acasă
        pe moarte -- acasă bunic* bilet* concediu medical
        chem*|cheam*|sun*|sunați|trimit*|trebuie|nevoie|vreau|aduceți .. ~ambulanț*|salvarea|salvare -- {paying}
        ~ambulanț*|salvarea .. urgent*|repede|imediat|acum -- {paying}
        urgent*|repede .. ~ambulanț*|salvarea -- {paying}
        număr* .. ~ambulanț*|salvare|salvării|urgenț* -- {paying}
        ambulanța vă
        sun*|apel*|suna .. 112
        112 .. sun*|urgent*|ajutor
        ~curentat*|electrocut*
        arde|incendiu|flăcări|foc .. oameni|casa|blocul|camera|baraca|hala|apartament*|înăuntru|etaj|depozit* -- dacă mașină alarm*
        luat foc
        durere|dureri|doare|strânge|apasă|gheară|înțeap* .. piept*|inima|inimii
        pieptul|inima .. doare|strânge|cedează
        strâmb* .. gura|fața
        gura|fața .. strâmb*|căzut
        vorbește greu|împleticit|neclar
        ~convulsi*
        criză|crize . epilep* -- {paying}
        înghițit|băut|luat .. detergent|clor|baterie|sodă|acid|diluant|monedă|antigel|pastile|medicamente .. copil*|fetița|băiat*|toate|multe
        copil*|fetița|băiat*|bebe* .. înghițit|băut .. detergent|clor|baterie|sodă|acid|diluant|pastile
        supradoz*
        intoxic* .. monoxid*|gaz*|fum|chimic*|ciuperci
        monoxid de
        căzut .. schel*|acoperiș*|scară|geam|balcon|etaj*|înălțime .. nu|mișcă|inconștient*
        prins|strivit* .. sub|presă|bandă|mașinărie .. stivuitor|om|coleg*|cap*|picior*|mâna
        șoc anafilactic
        anafila*
        umflat|umflă .. gâtul|limba|gât
        vânăt|vânătă|vineț*|albastr* .. buze*|față|gură
        pericol .. moarte|viață
        ~înjunghiat*|împușcat* -- cauciuc*
        taiat .. venă|arteră|gât
        ~ambulanț*|ambulanta + număr*|telefon|acum|help|vă|rog -- {paying}
        n|nu|fără .. puls
        oprit|stat .. inima
        inima .. oprit|stat|bate .. nu|mai
        vomită|vomit|varsă|scuipă .. sânge
        resuscit*
        ia|luat|iau foc -- mașin*
        foc .. clădire*|casa|bloc*|ajutor
        fum .. casa|cameră|nu
        pompieri*
        naște|nasc .. acum|camera|mașină -- programat
        căzut .. apa|canal -- ~pașaportul telefonul buletinul cheile
        smuls*|amputat* .. mâna|deget*|picior*
        fractură deschisă
        osul iese
        comoție
        băut .. antigel|înălbitor|clor|acid|detergent
        prins|prinsă .. presa|banda|mașinăria -- luna operat* iulie
        sub palet*|stivuitor|grindă
    """,
    "suicidal_thoughts": """
        sinucid*|sinucig*|sinucis|suicid*|sucid*
        să mor -- {laughing} acasă mamă copilul
        vreau|vrea|aș|prefer .. să .. mor|moară|moartă -- {laughing} acasă
        aș vrea .. murit|moartă|mort
        mai bine|bună .. muream|mor|moartă|mort|moartea
        vreau .. moară
        mă|se .. omor|omoare|omorî|spânzur*|împușc|otrăv* -- {laughing} muncă
        să mă|se .. omor|omoare|spânzur*|împușc|otrăv*
        îmi|mi|își|și .. iau|ia|lua|luat|curm* .. viața|zilele
        pun|pune|pună|pus .. capăt -- contract*
        termin|termine|sfârșesc|închei|terminat .. viața|zilele
        termin .. cu tot
        nu .. mai .. vreau|doresc|suport|pot .. trăi|trăiesc|viața|exist*
        nu .. merită|rost|sens|motiv .. trăi|trăiesc|trăit|viață
        fără rost|sens .. viața|trăi
        viața .. nu .. sens|rost|merită
        n|nu .. pentru .. ce|cine .. trăi|trăiesc -- salariu
        sătul*|obosit*|scârbă|săturat|lehamite .. viață|trăit|trăiesc -- asta de
        gând* .. moarte|moartea|mor|sinucid*
        arunc|arunce|sar|sară|aruncat .. tren*|pod*|bloc*|geam|balcon|etaj|acoperiș
        mai bine .. fără mine
        fără mine .. bine|ușor
        nu .. mai .. mă .. trezesc|scol -- noaptea
        adorm|dorm|culc .. nu .. mai .. trezesc|scol
        scrisoare|scrisori|bilet|mesaj .. adio|rămas
        adio .. tuturor|copii*|lume|lumii
        rămas bun .. tuturor|viață
        iau|luat|iei|înghit|înghițit .. toate|multe|cutia|pumn .. pastile*|medicamente*
        pastile* .. toate|pumn|odată
        tai|taie|tăiat|tăia .. venele|vene
        mă tai|taie|tăiat|tăia -- salari* banii bani frunz*
        îmi|mi|își|să .. fac|facă|face .. rău .. singur*|mie
        îmi fac rău
        să .. îmi|mi .. fac .. rău|ceva
        dispar|dispărea|dispărut .. totdeauna|lumea|lume|definitiv
        nimeni .. lipsi|plânge|observa .. mor|muri|mine
        automutil*
        mă urăsc .. mor
        lumea .. mai .. bună .. fără
        săturat|sătul*|obosit .. viață|trăit|trăi|exist|respir
        tai|taie|tăiat .. mâinile|venele
        vreau|doresc .. dispar|sfârșit*
        nu .. merit .. trăiesc
        ia moartea
        ia .. dumnezeu .. mă|la el
        planific|plănuiesc .. sfârșit*
        sunt pe sine|pod
        sfoară|frânghie|lamă .. cumpărat|cameră|pregătit
        cumpărat .. sfoară|frânghie|lamă
        viața .. terminat|sfârșit -- contract*
        capăt zilelor
    """,
    "exploitation": """
        {boss} + {took}|{keeps} + {papers} -- copie copii xerox {strangers} iau dus depun
        mi|ni|i|le|ne|mia|nea|au|a .. {took} .. {papers} -- {strangers} copie iau dus depun spart primit
        au|a|mi|mia .. luat|confiscat|reținut|strâns|ascuns .. pașapo*|buletin*|actele -- {strangers} copie
        pașapo*|buletinul|buletinele|actele|documentele .. luat*|confiscat*|reținut*|strâns* -- {strangers} programare
        {keeps} .. pașapo*|buletinul|buletinele|actele|documentele -- {strangers} eu primări*
        {papers} .. {keeps}|sechestrat* -- {strangers}
        nu .. mi|ne|ni|îmi|le|vor|vrea|mai .. dă|dau|dea|înapoi*|restitui*|returne* .. {papers} -- {strangers} primări* consul*
        {papers} .. nu .. mi|ni|vor|vrea|îl|le .. dă|dau|dea|înapoi*|restitui* -- {strangers} primări*
        {papers} sunt|e|stau .. la .. {boss} -- copie
        {boss} + {threaten} -- afară scoate scoată proprietar* concedi*
        {threaten} .. poliți*|deport*|bătai*|famili*|omoar*|bată|copii* -- {relative} vecin*
        {boss} .. bate|bătut|lovește|lovit|agresat|împins|pălmuit -- {relative} joc stivuitor*
        {boss} .. omoar*|omoare|rupe|pățesc|pățești
        oblig*|forțeaz*|forțat*|siliț*|constrâng* .. munc*|lucr*|fur|cerș* -- {relative} duminica bolnav* ghips gravidă sărbăt* ore suplimentar* weekend
        munc* .. forțat*|silnic*
        ~prostitu* -- legal
        ca niște|pe|un|o sclav*|robi
        sclav*
        trafic .. persoane|oameni|carne|umane|femei
        ~traficat*|traficant* -- droguri
        vândut|vinde .. ne|mă|m|oameni|fete|fata
        {lock} .. cheie|cheia|hală|noaptea|container*|lacăt|muncitori|cazare -- {relative} restaurant magazin firma
        ne|suntem|sunt|stăm|țin|ține .. {lock} -- {relative} contul magazin*
        nu .. lasă|dau|dă .. ieșim|ies|plec|plecăm|ieși|drumul -- {relative} copil* școal*
        nu .. voie|pot|putem .. plec|plecăm|ieșim|ies|ieși|pleca|fugi|scăpa -- {relative} copil* școal* contract* vacanț* concediu
        datorie|datoria|datorii|datorez .. plec|pleca|transport*|lucrez|muncesc|drumul -- asigur* bancă
        muncesc|lucrez|muncim .. datori*
        muncesc|muncim|lucrez|lucrăm|muncit|lucrat .. mâncare|gratis|degeaba -- {relative} contract
        exploat*
        {boss} .. luat .. telefon*|cardul|cardurile|cheile
        {boss} .. sex*|culc
        păzesc|păzește|supraveghează .. ne|noaptea
        mensenhandel
        {boss} + bate|bătut|lovește|lovit|pălmuit -- {relative} joc stivuitor*
        luat .. telefoanele|cartelele
        ne|mă {threaten} .. dacă .. plec|plecăm|spun|vorb* -- {relative} evacuare
        muncă silită|silnică|forțată
        pus|obligat|forțat .. cerș*|cersesc|fur
        victim* .. trafic
        loverboy*
        scap de ei
    """,
    "homeless": """
        n|nu|nam|navem .. unde .. dorm*|doarmă|stau|sta|stăm|înnopt*|inopt*|merg|duc|ducem|mergem|culc -- mașina copilul copil grădi*
        unde .. dorm*|doarmă|înnopt*|inopt*|culc .. noaptea|noapte|diseară|azi|acum|astă|gratis|seara|mâine
        noaptea|noapte|diseară|azi|acum|seara .. unde .. dorm*|stau|înnopt*
        nu|nici .. știu .. unde .. dorm*|dormi
        dorm*|doarme|stau|stăm|trăiesc|locuim|locuiesc .. stradă|străzi|gară|parc|pod|mașină|bancă|cort|scară|pădure|dubă|autobuz|aeroport|frig -- altă pensiune aceeași
        dorm|dormim|doarme|dormit .. afară
        sunt|suntem|rămas|ajuns|aruncat|lăsat|rămân|rămânem|arunc*|scos .. stradă|străzi|drumuri|trotuar -- lovit bătut luna sâmbătă săptămân*
        stradă|drumuri .. bagaj*|valiz*|noaptea|diseară|frig|copil* -- parc* lovit școal*
        adăpost* -- animal* câini
        fără .. acoperiș|locuință -- luna
        persoan*|oameni*|ajutor .. fără .. casă
        om*|persoane fără adăpost|casă
        ~homeless|boschetar*|dakloos|daklozen*|nachtopvang
        acoperiș* deasupra
        fără|n|nu|nici|caut|trebuie|nevoie .. loc|pat|cazare|unde .. noapte|noaptea|diseară|dormit|azi -- serviciu tură
        dat|dați|aruncat|scos|alungat|gonit .. afară|stradă .. noaptea|noapte|frig|ploaie|seara|azi|unde|bagaj*
        pun .. capul
        om|oameni al|ai străzii
        sub pod
        azil de noapte
        stau .. benzin*|gară|stație|scara
        scara blocului
        fără casă|acoperiș -- luna
        slaapplek
    """,
    "domestic_violence": """
        {relative} .. {beat} -- {boss} {elsewhere}
        {beat} .. {relative} -- {boss} {elsewhere}
        mă|m|ne bate|bătut|lovește|lovit|pălmuit|trântit|snopit|sugrum*|plesnit -- {boss} {elsewhere} capul soarele joc
        mă|m|ne a bătut|lovit|pălmuit|trântit|snopit|plesnit|îmbrânc* -- {boss} {elsewhere} capul
        strâns|strânge .. gât
        {relative} .. {threaten}
        {threaten} .. {relative} -- {boss}
        {relative} .. omoar*|omoare|ucid*|taie|înjunghi*|cuțit*|toporul|pumn*|palm*|cureaua
        {threaten} .. moartea|omoar*|cuțit*|ucid* .. acasă|copii*|pleca|plec
        zice|spus|zis|spune .. că mă|ne omoar*|taie -- {boss} {elsewhere} unul unui
        {relative} .. {lock} -- {boss}
        {lock} .. casă|dormitor|baie -- {boss} cazare
        {relative} .. nu .. lasă|dă .. ies*|bani|afară|lucr*|vorb*|plec*|familia
        {relative} .. luat|ascuns|ia|spart|rupt .. actele|telefon*|pașapo*|banii|cardul|buletinul|copiii -- {boss} {strangers}
        {relative} .. controle*|urmăreș*|umile*|teroriz*|hărțui*|înjur*|jign*|violent*|agresiv*
        violenț* .. domestic*|familie|casă|acasă|conjugal*
        violent*|agresiv*|bea|beat .. acasă .. frică|bate|copii*
        frică|teamă|tem|speriat*|groază .. {relative} -- {boss} medic doctor
        frică|teamă|tem|groază .. merg|întoarc|stau|duc|intru|dorm|vine .. acasă -- țară {boss}
        frică|teamă de el
        fugit|fug|scap|scăpa|fugim|ascund .. {relative} -- {boss}
        vânăt* .. {relative}|acasă
        ordin .. protecție|restricție
        femei* .. bătute|abuzate|violen*
        veilig thuis -- școal* copil* copii raportat scrisoare sunat meldcode
        mă|m + {beat} -- am stradă doi tipi băieți cazare club* {boss} {elsewhere} capul soarele joc
        {beat} .. copiii|mama|soția|nevasta|femeia -- {boss} {elsewhere}
        ține|tras|trage|târăște .. păr|păr*
        ars .. țigara
        rupt .. mâna|coasta|nasul .. mi|soț*|el
        mi a rupt mâna|coasta|nasul
        bea .. bate
        plină .. vânătăi
        mă umilește|scuipă
        mi e frică de el
        my husband hits|beats
        căsătorie forțată
    """,
    "sexual_violence": """
        violat*|violator*|violeze|violează|violase|violului|violul -- intimitat* contract* regul* drept*
        viol|violuri
        sexual* + abuz*|agres*|hărțui*|atac*|molest*|profit*|forț*|oblig*|propuneri|avansuri|violenț*|exploat*|favoruri|aluzii
        molest*
        mă|m|o|ne|i|au|a .. pipăi*|atins|atinge|mângâi*|dezbrac*|dezbrăcat|sărut* -- {relative} suflet salariu* obiectiv* vis
        pipăi*
        pune|pus|bagă|băgat|pună .. mâna|mâinile .. mine|fund*|sâni*|pantalon*|chilo*|bluz*|fust*|picioare|coaps*|fete|ele -- bani
        mâna|mâinile .. fund*|sâni*|pantalon*|chilo*
        forțat*|obligat*|forțeaz*|obligă .. sex|culc*|dezbrac*|intim*|raport*
        fără|împotriva|contra .. voia|voința|consimțământ*|acordul .. mea|sex*|atins|ei
        nu am vrut|vrea|voiam .. el|sex* .. sex*|oprit|continuat
        mă culc cu .. el|șef*|patron*|cine
        cere|vrea|propus|cerut .. sex|culc|culce|dezbrac|nud*
        {boss}|coleg*|vecin* .. sex|culc|culce|dezbrac*|masturb*|penis*|goală -- școală
        sex .. chirie|schimb|bani|muncă|acte|forța
        intră|vine|intrat|urcat|băgat .. patul|pat|duș -- canapea
        masturb*
        drog*|pus|turnat .. băutură|pahar
        filmat|filmează|filma .. duș|baie|toaletă|goală|dezbrăc*
        poze|pozele|filmul|filmulețe .. goală|nud*|intim*|dezbrăc*
        freacă|lipește|frecat .. de mine
        apucat|prins|strâns|ținut|ciupit .. fund|sâni|țâțe
        centrum seksueel
        hărțuit* -- școal* elev coleg* copil* telefon bancă recuperator*
        luat|forțat|forțează .. sila|noaptea|pat
        un bărbat m .. forțat|atacat|prins
        abuzată|abuzat|batjocorită|necinstită
        arătat .. organul|penisul|sexul
        târât .. tufiș*|pădure
        comentarii .. sânii|fundul|corpul
        favoruri -- fără
        incest|exhibiționist*
        cu sila -- bani
    """,
}

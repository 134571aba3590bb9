"""Romanian rules: exploitation and having no bed. How rules are written: `patterns`; the groups of words: `ro`."""

RULES = {
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
        {papers}|pasportul|pașaport* .. la .. {boss}|șefa|seif -- lucru expirat fals copie {strangers} primări* eu programare
        {papers}|pasportul .. încuiat*|seif|închis*
        încuiat|închis|luat .. pașaport*|pasport*|actele -- {strangers}
        cer|ceream|cerut .. pașaport*|buletin*|actele .. înapoi|râd*|refuz*
        nu .. dau|dă .. decât .. plătesc|plătim
        plătesc|plătim .. drum* .. {job}
        {job} .. până|ca .. plătesc|plătim|acopăr|termin .. drumul|datori*|transport*|el
        trebuie|mai .. {job} .. datori*
        datori*|datorez|datorăm .. crește|scap|termin*|legat|oblig*|forțeaz*|plec -- bancă asigur* incasso cak
        oblig*|pun|pune|forțeaz*|pus|forțat .. semnez|semnăm|transport*|car .. hârti*|datorez|pachete|alb
        ia|iau|luat .. tot|jumătate .. salariul|banii|leafa .. card|zi*|ne
        {boss}|el|clanul|clan .. cardul|banii .. ține|da|dă .. săptămân* -- {relative}
        nu .. voie .. vorb*|afară|ies|ieșim|sun*|bani|familia|doctor|casă -- {relative} copil* școal* sindicat contract muncă concediu
        nu .. lasă|dă .. vorb*|sun*|ies*|doctor|plec*|plece|ieși -- {relative} școal* copil*
        nu ies|iese|ieșim|iasă niciodată|nicăieri
        ne|ni|mă .. bate|dă .. bată|bata|palme|pumni .. normă|norma|muncim
        dă|da cu bâta|bata|parul
        ne|ni|mă ține|țin .. ca .. animale|câini|pușcărie|închisoare|prizonier*
        ca la|în|un|niște .. pușcărie|închisoare|prizonier*|animale -- {relative}
        prizonier*|ostatic*
        vândut .. altă|altui|echip*|patron*
        am fost vândut*
        pun|pus|obligă|oblig* .. fac .. altceva|bărbați|clienți|lucruri|video*|cameră -- pregăt*
        bărbați .. bani .. stau|culc|pun|fac
        promis .. job|casă|lucru|muncă|2000|2500|hotel .. jos|fără|adus|altceva -- contract*
        adus .. minciun*|noaptea|păcălit|aici .. altceva|minciun*|duba
        câștig .. bani .. pentru el|ei .. hotel|bărbați|vitrin*
        știe|știu .. unde|de unde .. stau|locuiește|copii*|familia|ești|părinți* -- nu școal*
        gasește|găsesc|găsi .. familia|copiii|mă .. plec
        dacă .. plec|plecăm|vorb*|spun|zic|reclam|prind|fug|ies .. omoar*|omor|rupe|pățesc|pățim|deport*|găsesc|găsește|poliți*|sună|pedeaps*|pățești|bate -- {relative}
        deport* .. plec|zice -- poliți* servici* {relative}
        omoară|omor|rupe|taie|bate|deport* .. dacă .. plec|plecăm|vorb*|spun|zic|reclam -- {relative} școal*
        rup|rupe|rupă .. picioarele|mâinile|oasele .. reclam|zis|dacă
        dau|dă|da .. pe mâna poliției
        amenint*|{threaten} .. părinți*|copii*|cuțit*|pistol*|datori*|zilnic|plec* -- bar declar* {relative} vecin* jeugdzorg școal* coleg*
        {threaten} .. cu .. cuțit*|pistol*|arma -- {relative}
        vai de noi|mine
        minți*|mințim .. control*|inspecți* .. zis|pus
        {boss} .. arma|pistol*|pușc*|bâta
        frică|teamă .. {boss} -- citește concedi* boln*
        {boss} .. vii .. cameră|pat
        nu știm|știu|stim .. ce|unde .. sat|adres*|suntem .. noaptea|duba|adus
        suntem|sunt|e|ținut*|ținuți|ține|țin .. forța|cu forța -- {relative}
        ținut*|ținuți .. acolo|aici|forța|fără .. acte|plătește|forța|plec*
        ani .. pun|pune .. {job} .. noapte
        copii|minori .. lucrează|muncesc .. nu .. școală
        furat .. trimit*|trimite|pun|pus|oblig* -- acuz*
        trimit|trimite .. furat|cerșit
        conturi|firmă|firma|credit* .. numele meu|lor
        luat .. digid .. forța
        {job} .. fără .. zi .. liberă|plată|bani -- contract {relative}
        {job} .. fără bani|plată .. dorm*|încui*|închi*
        dorm|dormim|dormi .. container|hală|bucătărie|grajd .. scot|muncă|plătesc|plătește|lucr*
        grajd*|staul .. dorm*|trăiesc|stau|locuiesc
        fug|fugi|fugit|scăpat|evad*|scap .. patron*|șef*|ferm*|ei|acte|casa aia -- {relative} poliți*
        vreau|vrea|trebuie .. fug|fugă .. acte|nu
        scoată|scoate|salvează|scapă .. de aici|acolo
        ies|ieși .. loc .. țin|dator
        ies|iasă .. de aici .. viu|vie
        urmăresc|urmărește|păzesc|păzește|pazit*|păzit*|filmează .. ne|mă|mașin*|merg*|om|mereu|câine -- {relative} coleg*
        ne|mă păzesc|păzește|filmează|urmăresc -- coleg*
        scriu|scriem .. ascuns|ascunsul|secret -- {relative}
        verifică .. telefonul|mesajele -- {relative} soț*
        nu .. suna* .. aude
        comensha|fairwork|fair work
        {boss} .. droguri|pastile|prafuri
        taxă|taxa .. protecți*
        mafi*|clan|clanul|cămătar* -- film*
        proprietatea lui|lor
        trage|scot|scoate .. din pat .. forță|forța|bolnav*|muncă
        {job} .. bolnav*|febră .. forță|forța|bat*|oblig*
        mâncare|mâncat .. normă|norma|merit|pedeaps*|doar dacă
        ajuns|sunt|suntem .. rob|roabă|robi|robie
        nicio|nici .. libertate .. am|nu
        nu .. plăt* .. până|decât .. aduc|termin*|plec*
        nu .. salariul .. până .. termin* .. sezon*|plec*
        boss .. my passport
        my passport .. boss|taken|took
        dorm* acolo .. nu .. primesc bani
        bat*|bate .. lucrători|muncitori*|fetele
        fetele .. nu .. voie|lasă
        dau|da|dă .. mie|miile|1000|2000|3000|4000|5000 .. lase|las|pace|plec|acte*
        euro .. ca să .. lase|las .. pace|plec*
        lase .. pace .. euro|bani|mii
        plec* .. nu .. plătește|plătesc .. 1000|2000|3000|4000|5000|datori*
        ne ține|țin .. încuiat*|închi*
        incuiați|încuiați
        muncești .. taci
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
        regenboog|inloophuis|pauluskerk|opvangul|legerul salvării|leger des heils
        salvation|kerk army|opvang|bed
        scos|scoși|dat|dați|alungat*|aruncat*|gonit*|evacuat*|rugat plec|lăsat* .. seara|azi|acum|oră|ploua|stradă|diseară|autostrad*|porți*|poartă|nimeni -- {paying} lună muncă lucru
        dat|dați|alungat|scos|gonit .. afară .. nimeni|acum|porți|stau|toți|cazare|soț*|iubit*|gazd* -- lună muncă lucru concedi*
        m|ne|ni .. alungat|gonit .. {relative}|gazd*|stau
        schimbat*|schimbată|altă|alta .. încuietoar*|yala|yală .. afară|stau|trotuar|intru|intra
        pat|loc|paturi .. noapte*|noaptea|azi|gratis|cald|dorm*|diseară -- factur* copil* pensiune ikea
        nu .. unde .. culc*|dorm*|duc|mergem|merg|întorc
        unde .. dorm|dormi|dormim|culc .. ajut*
        suntem|sunt|stau|stăm|dorm*|noapte|umblu|plimb|doarme .. în|prin|la|pe .. parc|mașină|gară|gara|aeroport|stație|stația|tramvai|bancă|banca|carton*|câmp|stradă|străzi|parcare|camp|trotuar -- alt altă vacanță agenția întârzi* tren* lovit muncă bicicl* parcat* apropie* taxi
        în|prin aeroport|gară|parc .. zile|nopți|noapte
        noapte* .. mașină|parc|gară|gara|stație|aeroport -- lucrez tură muncă amend*
        pe .. cartoane|carton
        dorm*|dormi|doarme .. afară|parcare|intrare*|moschee|unde apuc*|scara|carton*|poate|lidl
        doarme|dorm|dormi .. pe unde .. apuc*|poate|pot
        bagaje*|valiz*|sacoș*|lucruri*|haine* .. trotuar|gară|gara|ploaie|oraș -- ameninț* amenință aeroport cumpăr* întârzi*
        plimb .. valiz*|bagaj*
        îngheț*|ingheț*|îngheața*|tremur*|degerat .. afară|frig|copil*|picioarele|stradă|tramvai -- {boss} frigider congelator caloriferul
        frig .. afară|copii|unde|încotro|gară|gara|noaptea -- {boss} centrala calorifer* camer* casă
        fără loc|casă|pat|cazare .. mâncare|acte|dorm*|bani -- muncă agenți* joburi
        fără bani .. fără .. loc|casă|pat
        nu .. am|avem .. casă .. acte|nimeni|bani|unde
        am rămas|ramas .. afară|dinafară|fără .. cazare|pat|nimeni|azi|acasă|diseară
        rămas|rămân|rămâne .. pe dinafară|afară -- poliț*
        mâine|azi|diseară .. rămân .. afară|fără -- muncă
        nu .. mai .. bani .. hostel*|hotel*|cazare
        hostel*|hotel* .. scump|nu .. bani
        stat|stăteam .. hotel|hostel .. azi|acum .. zic|gata|descurc*
        ieșit|iesit|externat .. spital|dezintox*|închisoare|pușcărie .. unde|loc|nu|stradă
        no place .. sleep
        place .. sleep .. tonight
        nowhere .. sleep
        umblu .. strad*|oraș
        paznic* .. alungă|gară|dă afară
        om|bătrân|român|consătean|coleg* .. doarme .. intrare*|apuc*|stradă|lidl|pod
        {person} .. rămas .. afară|străzi|stradă|fără pat
        pe străzi|strada|stradă .. în|de|dorm*|noapte* -- lovit furat hărțuit bicicl* număr* mut* măsur*
        squat|casă abandonată|casa abandonată
        unde .. duș|dus .. mănânc|gratis|fac
        spăl .. moschee|gară
        vagabond*|boschet*
        gazda .. nu deschide
        preot*|biseric*|moschee*|poliți* .. pat|dorm*|adăpost|noapte
        pot .. dorm .. la .. poliție|biserică|gară
        primesc|primească|primește .. noapte .. bebe*|copil*|noi|mine
        unde .. primesc .. noapte
        suntem|sunt|stau .. fața|poarta|porții .. primări*|bloc*|porți*|cazare
        primăria|primarie .. refuzat .. pat|adăpost|cazare
        stau afară
        suntem|sunt .. afară .. acum|copil*|copii|frig|noapte*
    """,
}

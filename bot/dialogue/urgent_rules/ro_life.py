"""Romanian rules: danger to life. How rules are written: `patterns`; the groups of words: `ro`."""

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
        {person} .. nu|nici .. mai .. răspunde|reacționează|mișcă|suflă|vorbește|recunoaște|plânge|aude|vede -- telefon* mesaj* mail agenți* {boss} apel* whatsapp
        nu .. mai .. reacțion*|suflă|recunoaște -- diplom*
        nu .. răspunde .. horcăi*|căzut|deschiși
        deschiși .. nu .. răspunde
        horcăi*|horcăie
        accident* .. grav|răniți|mort|morți|rănit -- {paying} ani trecut*
        răniți|rănit .. grav|sunt|sânge -- {paying}
        răsturnat .. mașin*|bus*|stivuitor*|duba|canal|peste|tir* -- {paying} luna
        căzut|picat|prăbușit|surpat|dărâmat|răsturnat .. peste .. el|ea|om|coleg*|doi|noi|copil*|un|băiat*
        zid*|macara*|schel*|grind*|palet*|perete*|șanț* .. căzut|prăbușit|surpat .. peste|oameni|el
        căzut macaraua|schela|zidul|tavanul|grinda
        {person} .. căzut .. etaj*|geam|acoperiș*|schel*|balcon|înălțime -- ani luna {paying}
        spume|spumă|spuma .. gur*
        criză|criza .. tremur*|astm|spume|inimă
        astm|inhalator* .. nu .. ajut*|respir*|merge
        respir* .. foarte|tot|abia|greu .. greu|vinete|abia|piept -- nas nasul răcit noaptea
        abia .. respir*
        greu .. trag aer|aerul
        putere .. respir*
        buze* .. vinete|vânăt*|albastr*
        bebe*|copil*|fetița|băiat* .. vânăt*|vineț*|moale|înțepen*|albastr* -- raportat* căzut căzătură bătut lovit
        nu se trezește|trezeste
        pete .. vinete|vânăt*|roșii .. gât*|febr*
        febr*|temperatur* .. 41|42
        retezat|smuls*|amputat|zdrobit .. {limb} -- ani luna operat*
        {limb} .. retezat*|smuls*|zdrobit*|strivit* -- ani luna operat* daune despăgub*
        tăiat .. {limb} ... sânge*
        lovit|trăsnit|prins|scuturat|bătut .. curent* -- contract factur*
        tir*|mașin*|camion*|tren*|bus* .. dat|călcat|lovit|intrat .. biciclist*|om|copil*|pieton*|oameni -- {paying}
        aruncat|sărit|căzut|cade .. canal|apă|lac .. nu|iese|înoată|ajutor -- telefon* chei* buletin*
        copil* .. nu .. vede|găsesc .. canal|apă
        sărit|stropit|intrat|curs .. ochi|ochii|față ... nu|acid|vede|sodă|chimic*
        respirat|inhalat .. amoniac|clor|gaz|gaze|chimic*|vopsea|fum
        amoniac|clorul|monoxid .. respir*|amețe*|amețim|vomit*|scurs
        arde|ard .. rulot*|bucătări*|cazare*|vecin*|magazie|baraca
        foc -- poate iau dau la periculoas* artificii arma loc tabăra grătar
        lam*|cuțit*|cui|fier|fierul .. înfipt*
        înfipt* .. {limb}|burt*|piept|cap|ochi|gât
        față|fața|limba|buzele|gâtul .. umflat*|umfl* -- măsea dinte
        albină|viespe|înțepat|înțepătur* .. respir*|înghit*|sufoc*|limba|gâtul|fața
        umflat* .. respir*|înghit*
        nu .. văd|vede .. cu .. ochi|ochiul -- ochelari
        văd dublu
        amorțit*|amorțește . față|fața|gura|jumătate|jumate|parte*|partea
        nu .. simte|simt|mișcă|ridică .. jumătate|jumate|picioarele|mâna|mână|copilul|corp|piciorul -- luni spate
        mână|mâna|brațul|piciorul .. nu .. mișcă|ridică|simte -- luni
        căzut|picat .. jumătate|jumate|colțul .. față|gură
        vorbește .. aiurea|beat|ciudat|incoerent|împiedicat
        e|este|galben|foarte .. confuz* .. nu|știe|galben
        gravid*|însărcinat* .. sâng*|sânge|leșin*
        rupt .. apa
        contracți* .. minut*|dese|acum
        naște .. acum|ajutor|vine
        capul|cap .. spart|crăpat -- durere
        spart|crăpat .. capul
        osul .. vede|afară
        vede osul
        lovit|căzut|căzătură .. cap|capul ... vomit*|varsă|somnoro*|amețit*|vorbește
        ars|arsă|opărit*|arsuri .. piept*|față|fața|tot|copil*|clocotit*|cazan -- bon
        clocotit* .. copil*|față|piept|ars
        copil* .. tras oala|tigaia
        insolați*|hipoterm*
        căldur* .. leșin*|pică|căzut|aiurea|recunoaște|transpiră
        sânge* .. gură|gura|ureche|urechi -- gingi* dinți
        sângerează -- gingi* nasul
        durere|dureri .. umeri|omoplați .. transpir*|spate
        transpir* rece|reci
        mâna|mână la piept
        piatră|apăsare|greutate .. piept
        inima|pulsul .. 150|160|170|180|190|200
        paralizeaz*
        pieptul|piept .. strivit
        înghițit .. acid|baterie|sodă|detergent|clor|diluant
        skoraia|skoraya|scoraia
        gasit|găsit .. înghețat|rece|jos|mort
        stă|e|zace .. căzut|întins|zace .. jos|lângă|pământ
        nr|număr*|telefon .. urgență|urgențe -- dentist*
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
        termin|termine|terminat|sfârșesc .. cu .. toate|tot|viața|mine -- treaba munca acte*
        sunt|fiu|devenit|ajuns|fi .. povară|povara
        nu .. mai .. văd|găsesc|am .. ieșire|ieșirea|scăpare|lumin*|sens|rost|rostul|motiv* -- contract*
        nu .. văd .. ieșire|scăpare|rost|altă cale
        gânduri .. negre|urâte|rele|moarte|sinuci*
        gândurile .. moarte|negre|urâte
        vorbește|vorbea|zice|pomenește|gândesc|gândește .. de|la .. moarte|moartea -- {paying} certificat*
        nu .. mai .. sunt|fiu|fi|exist .. lume*|lumea|povară|niciodată|mâine
        mâine|poate .. nu mai sunt
        dacă|că .. eu .. nu .. mai .. sunt|fi|exist
        nu aș|as mai fi
        n aș mai fi
        vrea|vreau|doresc .. să nu mai fie|fiu -- amend* lucr*
        lumea|lor|le|copii* .. mai .. ușoară|bine|ușor .. fără mine
        scap|scape .. de .. tot|toate|viață
        mă|se|să|ma|m .. arunc*|sar|sară .. canal|camion*|tir*|macara*|sub|gol
        fața .. camionului|tirului|trenului
        tren*|tir*|camion*|metrou* .. sub .. el|mă|mine
        calce|calcă|lovească .. tren*|mașina|tir*
        da|dea .. mașină .. peste mine
        sub tren|tir|camion|metrou -- blocat
        intru|intra .. stâlp*|copac*|zid|contrasens .. mașin*|viteză|el
        gândesc .. stâlp*|pod*|tren* .. intru|sar
        ștreang*|spânzurăto*
        {pills} .. adunat*|pregătit*|strâns*|omoară|mor|durere
        uit|pregătit|adunat|strâns|ascuns .. {pills} -- rețet* farmaci*
        câte .. {pills} .. prea multe
        luat|înghițit|iau|înghit|băut .. 20|30|40|50|60|100|grămadă|multe .. {pills}
        băut .. luat .. {pills} .. acum|aștept
        omoară|omor|mor .. fără .. durere|dureri
        dumnezeu|domnul|moartea .. ia|ieie|cheme|strângă .. mă|mine|odată
        rog .. dumnezeu .. nu .. trezesc
        mama|tata|copil*|soți* .. cer|mormânt|cealaltă .. vreau|duc
        la mama|tata|el|ea .. în cer
        vreau|duc .. lângă .. el|ea|copil* .. murit|mort|moartă
        murit .. vreau|duc .. lângă el|ea
        duc .. după .. moart*|mort
        mai încercat .. iar|dată|odată .. frică|fac|viața
        nu .. mai .. apuc|apucă|prind .. anul|mâine|crăciun*|dimineața|sărbăt*
        nu .. fi .. născut
        curaj* .. aș .. face|omor|termin
        testament* .. scris|bilet*
        plec|pleca|plece|pleacă .. lumea asta
        nu|nimic|nimeni ... lumea asta -- singur
        pleacă|plec|duc .. acolo sus|dincolo
        fac|face|facă|fă o prostie -- contract semn*
        vine .. fac .. prostie|ceva
        ia|iau|luat .. rămas bun
        luat adio
        scris|mesaj .. iertați|iertațimă
        iertați mă .. toți|fost|copii|mama -- întreb
        vă las .. grijă|copii*
        nu .. mai .. pot ... nu .. mai .. vreau -- {boss} mâncare
        nu mai rezist|suport .. zi|durere*|suflet*|trăi*|viața -- {boss} miros*
        nu mai am putere|puteri .. lupt*|trăi*|merg
        simt .. mort|moartă -- obosit
        inchid|închid .. ochii .. gata|totdeauna
        liniște .. definitiv*|veșnic*
        vreau|ca|ceva .. se termine|sfârșească .. tot|toate|odată|durere*
        vreau|bea .. să se termine -- contract*
        mor|muri|muream .. măcar .. asigur*|bani|copii*
        primi|primesc|asigur* .. ceva .. accident|mor .. gândesc
        nu mai trăiesc fără
        nu .. mai .. vrea|vor|vreau|dorește .. trăi*|trăiască|fie
        frică|teamă .. de .. mine -- {boss} {relative}
        frică|teamă .. singur* .. ce fac
        vine|vin .. să .. mă .. arunc|spânzur|omor|tai|duc fața
        îngroape|înmormânt* .. acasă|mă .. aș|vreau
        rost .. trezesc|trăi*|trăiesc|mâine -- limb*
        mai rău .. gândesc|gând
        gândesc .. mai rău
        lovesc singur
        motorul pornit .. furtun*
        nu mai contează .. trăiesc|mor
        mă sperie .. moarte|pleacă|sus
        s|sa .. spânzurat|omorât
        renunț .. gata|tot|viață
        gata renunț
        nu .. mai .. sunt .. aici .. mâine
    """,
}

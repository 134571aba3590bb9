"""Romanian rules: violence. How rules are written: `patterns`; the groups of words: `ro`."""

RULES = {
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
        {person}|vecina|sora|colega|mama .. bătut*|bătută|lovit*|bate|lovește .. bărbat*|soț*|iubit*|el|prieten*|de -- {boss} {elsewhere}
        aud*|auzim|aude .. cum .. lovește|bate|țipă
        țipă|urlă|urla .. noapte|seară|la noi|copii*|mine|mă -- {boss} bebeluș* doare
        aruncat|aruncă|arunca|dat .. farfuri*|scaun*|cap|tot|mâncare* .. mine|cu|perete|mea|arunca -- {boss} gunoi
        a aruncat .. în mine|noi
        dă|da|dat în|cu .. mine|capul|palm*|pumn*|piciorul -- {boss} {elsewhere} stivuitor
        dă în|in mine|noi|copii|copil
        m a dat cu capul
        pumni|palme|pălmui*|bumbăc*|scatoalce -- {boss} {elsewhere}
        zice|spune|zis|amenință .. ia|iau .. copiii|copilul|fetița .. plec|zic|spun|dacă -- școal* poliția
        ia .. copiii .. dacă .. plec|zic|spun
        daca|dacă plec .. copii*|fetița|găsește|omoară|ia -- {boss} contract alocați*
        înjur*|jigne*|umil*|proast* .. zilnic|mereu|mă .. proast*|acasă|copii*|zilnic -- {boss} {elsewhere}
        obligă|oblig*|forț* .. să .. stau|dorm|mărit|avort|fac dragoste .. el|jos|ea|soț*|avort* -- {boss}
        mă|familia|tata .. mărit .. obligă|forț*|oblig*
        familia .. obligă|forțează
        forțat|obligat|obligă .. avort*
        vânătăi|vânătaie|vanatai|vânăt* .. căzut|mint|ochi*|sora|prieten*|iar|coleg* -- raportat* fetiț* copil* muncă {boss}
        ochi* .. vânăt*|vineț* .. căzut|mereu|prieten*
        zis|zic|mint|zice|spun .. doctor|căzut .. căzut|mint|vânăt*|urme
        mânecă|fond .. ten .. vadă|ochi
        copiii|copii|copilul|băiatul|fetița .. ascund*|ascunde|tremură|plâng* .. pat|dulap|el|vine|cheia|bea|aude
        {threaten} .. cuțit*|alte numere|trimite|acid|copii* -- {boss} {elsewhere} datori*
        mă amenință|amenința -- scos* chirii* haine* stradă șef* {boss} {elsewhere} datori* agenți* evacu* bancă incasso concedi* amend*
        toarnă|toarne|arunc* .. acid
        arde|ard .. de vie|viu
        găsește|gaseste .. oriunde
        urmărește|urmărit|pândește|aștepta .. lucru|muncă|poartă|poarta|fabric* -- {boss} sezon
        fostul|ex|fosta .. nu .. lasă .. pace
        nu .. lasă|lasa .. în pace -- reclam* bancă telefon* vecin* agenți* incasso recuper*
        venit|bate|vine .. ușă|ușa .. rangă|topor*|încuiat|cuțit*|beat
        verific* .. telefon*|mesaj*
        nu mă|o|ne lasă .. vorb*|lucrez|ies|nicăieri|plec|sun|bani|prieten*|familia|ea -- {boss} agenți* contract* școal* cazare
        ia|iau|ține .. salariul|leafa|banii|cardul|telefonul .. {relative}|el|lasă|nicăieri -- {boss}
        {relative}|soacr*|cumnat* .. ia|iau .. leafa|salariul|banii|telefonul
        {relative} .. enervează|controlează|bea|beat|descarcă|urlă|țipă|lovi*|prins gât|aruncă -- {boss}
        enervează .. controlează|bate|aruncă|lovi*
        descarcă|varsă .. pe mine
        nu sunt bună|buna de nimic
        sparge|spart .. lucru*|ușa|telefon* .. iertare|baie|poliți*|el -- hoț* gaj
        cere iertare .. iar|apoi|bate
        rușine .. întâmplă .. acasă
        plec|plece|fug|fugit|plecat .. de acasă|casă|el|{relative} .. copii*|el|unde|găsească -- {boss} țară muncă
        vreau|cum|pot .. plec|scap|ies de|din|dela el|relați*|{relative} -- {boss}
        relați* .. nu .. lasă
        fără el .. pierd|casa|acte*
        opvang .. vrouwen|femei
        vine acum .. casă|acasă|ajutor
        nu .. pot .. suna|vorbi .. lângă|aude
        scriu .. încet|ascuns .. aude|el
        nu .. răspunde* .. voce
        prieten*|colega|sora|fata|verișoar* .. lovește|lovit*|bătut*|bate|controlează|vânăt*|acordul bărbatului
        traieste|trăiește|stă .. cu unul|el|bărbat .. controlează|bate|lovi*
        soția|nevasta|nora|mama|fiul|nepot*|soacra .. lovește|bate|aruncă|lovit|bătut -- {boss} {elsewhere} gunoi
        gelos|gelozi* -- {boss} coleg*
        pus .. gps|camere|aplicați* .. telefon*|mă
        gps pe telefon
        spart telefonul|telefon
        chemat poliția .. el|lăsat|iar|acasă
        plângere .. soț*|iubit*|el|bărbat*
        nu .. apropie|aproprie .. de mine|noi
        el ne|mă caută
        slujnic*|servitoare .. ține|țin|părinți*|soacr*
        mă omoară .. tata|soț*|dacă|fratele -- {boss} foamea
        {relative} .. omoară|omor*
        vârfuri .. casă|supăr
        frică|groază|teamă .. adorm|el|cheia|cheie|vină -- {boss} medic țară
        mi|îmi e frică|teamă .. el|acasă|intru|bag|vine -- {boss} medic țară boală
        e violență|violența
        provoc .. eu
        prins|strâng*|strâns|stranga .. gât
        siguranț* .. acasă|mine acasă -- plante
        pedeaps* .. {relative}|mâncare|bani
        te|mă bate -- cap vânt* soare*
        omul meu .. bate|bumbăc*
        scot .. bărbatul|el|casa .. ăla
        să .. nu .. găsească|gaseasca
        jeugdzorg .. dacă .. plec|zic
        a început .. lovească|lovi|bată
        trimite .. țară .. fără .. copii
        bea|beat .. copii* .. ascund*|frică|bate
        palme|palmă .. iau|dă|primesc
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
        trimite|trimit|trimis .. poze*|poză|filme*|lucruri|mesaje .. porn*|porcoas*|sexual*|intim*|goal*|gol|părți*|organ*
        porno|porcoas* -- site*
        uită|uita|privește .. când .. duș|dezbrac*|schimb|baie
        uită .. gaura|cheii|duș
        ies|ieși|vin|vină|culc|dorm .. cu .. el|șef*|patron*|coordonator* .. altfel|ore|contract*|bani|ture|vreau
        {boss} .. ies|vin|vii|dorm|culc .. cu el|cameră|acasă -- cazare
        să vin la el .. acasă|cameră|contract*
        propus .. bani|culc|dorm .. dorm|culc|sex
        atins*|atinsă|atinge .. vecin*|fata|fetița|copil*|șef*|el|fiica
        fata|fetița|fiica|copil*|nepoata .. atins*|pipăi*|chiloți|umblat|ating*|abuz*
        umblat|umbla .. chiloți|fust*|pantaloni
        despre .. corp*|sâni* .. spune|zice|lucruri|mereu
        venit|vine|veni|intrat|urcat .. peste .. mine
        intrat .. unul .. peste|camer*|noaptea
        vine|venit|intră|intrat|intra .. noaptea .. ușa|cameră|camera|pat|mine -- zgomot* vecin* căldur*
        freacă|lipește|frecat|atinge|agață|leagă .. de .. el|mine|noi .. trece|când|mereu|fete
        se leagă .. de noi|fete|mine
        drăguț*|cuminte|bună .. cu el .. ture|ore|bani
        dacă sunt drăguță
        masaj .. vrea|cere|mine
        trezit* .. cu|el .. el|peste|pat|dezbrăc*|fără
        trezit* .. fără .. pantaloni|haine|chiloți
        drogat*|drogată .. m|petrecere|cineva|cred|folosi*
        m a drogat
        nu .. amintesc .. noapte*|nimic .. doare|petrecere|băut
        doare .. jos .. amintesc
        zis|spus|am zis nu .. tot|continuat|oprit
        zis nu și
        putere .. zic nu
        înghețat .. nu .. mișca*|el|putut
        eu îngheț
        scârbă .. de mine
        murdară|murdar mă|simt
        simt .. murdar*|vinovat* .. el|noapte*|mers
        nu .. pot|știu .. spun|zic|zică .. s|ce|cum .. întâmplat|folosit|făcut|mașină .. el|mine -- contract bani
        întâmplat ceva .. rău .. aseară|noapte*|cui|petrecere
        luat|forțat|forțată|fortat|forta|forța .. forța|bărbați|gay|rău|culc|pat|atins|cu forța
        cu forța .. brațe|fecior*|luat|culc|pat|sex*
        m|mă|am|după .. forțat|forțată
        am fost .. forțat*|drogat*|folosit*
        atacat .. parc|noapte*|bărbat|unul -- câine
        ocazie|mașin* .. încercat .. el|să|oprit
        plătesc|plăti .. chiria .. altfel|corp*|natură
        cu corpul .. plăt*|chirie
        gesturi .. obscene
        vorbe|lucruri|glume|replici .. murdare|obscene|porcoas*|deochiate
        fluier* .. depozit|fete|mine|zi*
        curvă|curva|târfă
        urmărește .. vestiar|duș|baie
        cameră|camera|telefon* .. ascuns* .. duș|baie|vestiar
        telefon* .. sub .. fust*
        filmări|filmare|filme|poze .. cu mine .. net|internet|grup|facebook
        pus .. poze|filmări .. net|internet
        amenință .. poze*|filmuleț*|video* -- {boss} amend*
        ani .. relație .. cu unul|bărbat
        tatal|tatăl|tata .. vitreg .. pat|baie|fiica|atinge|fata
        bagă|baga .. în pat
        pedofil*
        băieții|baietii|bărbați .. ținut|făcut .. ceva|forța
        ținut .. făcut .. ceva
        făcut|facut .. ceva .. dormeam|dormea|vrut|noapte*
        făcut rău .. trup*|corp*|el
        prieten*|iubit*|logodnic* .. obligă|forț* .. pat|sex*|lucruri
        demult .. visez|noapte*
        după .. abuz*|viol* -- somn
        hiv .. după|forțat|abuz*
        csg
        patronul|șeful|client*|domn* .. tras|apucat|închis|încuiat .. cameră|ușa|birou|mine -- {lock}
        client*|domn* .. gol|dezbrăcat|masaj|apucat|altceva
        gol|dezbrăcat .. așteptat|umblă|casă|domn*
        fac|făceam .. altceva .. pe lângă|curățenie
        apucat|luat .. de|în .. brațe|talie|mână .. forță|forța
        m a apucat
        ridicat .. pătura|fusta|bluza
        desfăcut .. bluza|pantaloni*|sutien*
        pus .. mâna .. genunchi|picior|coaps*|umăr|mine|pe
        mâna pe genunchi|picior|coapsă|fund|sâni
        noaptea aia .. pierdut|simt|de
        cel care .. făcut asta
        făcut asta .. casă|cel
        fecior*
        dat la mine .. forț*|noaptea
        se dă la mine
        obligat|obligă|pune|pus .. ating|uit .. îl|el|mă
        goală .. fața|lui|stau
        stalker*
        închis .. ușa .. mâna|cameră|client*|interviu
        m a folosit
        întâmpl* .. vestiar
        seara|aseară|noaptea .. intrat|intră .. mine .. dormeam|pat|cameră
        peste mine
        vecinul .. arată|pune .. lucru*|atingă
        arată .. lucruri .. copil*|fiica|fetița
    """,
}

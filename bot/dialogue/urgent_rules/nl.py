"""Dutch. Its rules also meet Dutch names inside other languages ("mensenhandel", "veilig thuis", "dakloos")."""

GROUPS = {
    "boss": """baas* bazin chef* werkgever* leidinggeven* uitzendbureau* bureau coordinator* coördinator* agent agents agentschap
        voorman* ploegbaas* bemiddelaar* eigenaar* huisbaas* verhuurder* bedrijf manager* supervisor* boer teamleider* koppelbaas*""",
    "papers": "~paspoort* pasport* paspoorten id idkaart identiteitskaart* identiteitsbewij* papieren documenten pas paspport",
    "take": "pakt pakte pakken afgepakt ingepakt ingenomen afgenomen ingepikt neemt nam namen innam innemen gepakt weggenomen verstopt meegenomen inneemt geconfisqueerd opgehaald",
    "keep": "houdt hield houden bewaart vasthoudt achterhoudt achtergehouden bewaren vastgehouden verbergt",
    "strangers": "dief dieven politie douane marechaussee vliegveld consulaat ambassade gestolen trein tas rugzak zakkenroll* inbraak kopie gemeente scan",
    "threaten": "bedreigt bedreigd bedreigde bedreigen bedreiging* dreigt dreigde dreigen gedreigd dreigementen chanteert chantage",
    "lock": "opgesloten opsluit opsluiten sluit sluiten sloot sloten",
    "relative": """man partner vriend vader ex echtgenoot vrouw schoonvader schoonmoeder schoonfamilie stiefvader broer zoon verloofde vriendin
        exman expartner exvriend mannetje vent oom""",
    "beat": """slaat sloeg slaan geslagen mishandelt mishandeld mishandelde schopt schopte trapt wurgt wurgde gewurgd stompt mept sloeg duwt duwde knijpt
        aftuigt afgetuigd slaan mishandelen knijpt gooit gooide klappen verrot""",
    "elsewhere": "school klas klasgeno* collega buurman buurjongen* buren voetbal straat café heftruck auto fiets alarm club onbekende* kroeg pallet",
    "laughing": "lachen verveling honger nieuwsgierigheid telefoon batterij moe saai warmte plant kou schaamte tv",
    "paying": "kost kosten betalen betaal betaalt betaald rekening factuur vergoed* verzekering* risico cursus prijs gedekt nota",
    "long_ago": "jaar jaren geleden medicijnen vorig",
}

RULES = {
    "medical_emergency": """
        ~hartaanval*|hartinfarct*|hartstilstand* -- {paying}
        infarct|beroerte|herseninfarct|hersenbloeding|tia -- {paying}
        niet|nauwelijks|amper .. ademen|ademt|ademhalen|adem|ademhaling -- neus
        ademt|ademen .. niet -- neus
        haalt .. geen adem
        krijg|krijgt|geen .. lucht -- kamer raam ventilat*
        ademhaling .. gestopt|stopt
        stikt|stikken|verslikt|gestikt|verstikking -- geluk werk
        ~bewusteloos|bewustelose|bewusteloze
        buiten westen|bewustzijn|kennis
        ~flauwgevallen|flauw gevallen -- soms
        flauw gevallen -- soms
        reageert|beweegt|reageren .. niet|nergens|niks|meer -- {boss} mail app brief telefoon gemeente school
        niet .. wakker .. krijgen|worden|maken|wordt -- wekker
        bloedt|bloed|bloeden|bloeding .. heel|erg|hevig|veel|stopt|dood|hard|stelpen|overal -- neus onderzoek menstruatie
        veel|plas|overal|zwaar .. bloed|bloedt|bloedverlies -- neus onderzoek
        spuit .. bloed
        doodbloed*|slagader*
        gaat dood -- {laughing}
        ga dood -- {laughing}
        stervende|sterft|doodgaat|doodgaan -- {laughing} oma opa
        is aan het sterven|doodgaan
        ~ambulance|ambulans|ziekenwagen|ambu + bel|bellen|stuur|nodig|snel|komen|sturen|belt|direct|nummer|kom|haast -- {paying}
        bel|bellen|gebeld .. 112
        112 .. bellen|bel|gebeld|nummer|nu|spoed
        brand|vuur + huis|gebouw|kamer|woning|mensen|binnen|appartement|loods|keuken|nu|caravan|uit|boven -- brandmelder alarm blusser als keurmerk brandgevaar
        staat in|ons brand|vlammen
        pijn|druk|steken .. borst|hart|borststreek
        borst|hart .. pijn|druk|steekt -- geef borstvoeding
        scheef|scheve|hangt .. mond|gezicht|mondhoek
        mond|gezicht .. scheef|scheve|hangt
        arm|gezicht|helft|kant .. verlamd|gevoelloos|slap
        praat|spreekt .. wartaal|onduidelijk|dubbele
        ~epileptisch*|stuip* -- {paying}
        toeval|insult
        slikte|ingeslikt|doorgeslikt|gedronken|dronk|slikt + bleek|batterij|chloor|gif|pillen|schoonmaakmiddel|afwasmiddel|zuur|ontstopper -- voorgeschreven
        ~overdosis
        koolmonoxide|vergiftig*|vergift* -- melder
        elektrocutie|geelektrocuteerd|stroomstoot
        onder stroom
        gevallen|viel|valt .. steiger|dak|ladder|raam|balkon|trap|verdieping|hoogte .. niet|beweegt|ligt
        bekneld|verpletterd|geplet
        anafyla*|allergische shock|reactie
        keel|tong|gezicht .. zwelt|opgezwollen|dik .. adem*|dicht|allerg*
        verdrinkt|verdronken|verdrinken
        blauw .. lippen|gezicht|aangelopen
        lippen|gezicht|loopt .. blauw
        levensgevaar*|levensbedreigend*
        neergestoken|gestoken|neergeschoten -- bij wesp mug
        ~reanimat*|reanimeren -- {paying}
        112 -- euro eur uur gebeld niet nu nie не
        ambulans|ambulance -- {paying}
        noodnummer|alarmnummer
        geen|nauwelijks .. pols|hartslag
        wakker .. maken|krijgen .. lukt|niet
        niet .. wakker -- wekker
        blauw|blauwe|paars + baby|kind|lippen|gezicht|man|peuter
        braakt|braken|spuugt .. bloed
        onder .. heftruck|auto|pallet|vrachtwagen -- rijbewijs
        brand -- bijna geweest was brandmelder alarm blusser brandgevaar verzekering
        rook .. huis|kamer|vol|binnen -- melder
        explosie|ontploft|ontploffing
        ingestort .. mensen|dak|eronder
        valt .. weg|neer -- werk
        raam|dak|steiger .. gevallen
        aed|defibrillator
        overreden|onderkoeld
        gewonden|gewonde .. ongeluk|ongeval
        ongeluk|ongeval .. gewond*|ernstig
        schiet|steekpartij|schietpartij -- getuige vorige
        emergency|heart attack
        not breathing
        call an ambulance
    """,
    "suicidal_thoughts": """
        ~zelfmoord* -- film serie liedje
        ~zelfdoding*|suicid*|zelfmord
        wil|wou|wilde|wilt + dood -- {laughing}
        liever|beter .. dood -- {laughing}
        beter .. als .. ik .. er .. niet
        dood .. wil|willen|zijn|wou -- {laughing} man oma
        niet|geen .. meer .. leven|verder -- {paying} samen brief
        niet .. leven .. wil|willen|meer
        geen|zonder .. zin .. leven
        leven .. geen .. zin|waarde
        zin|reden .. te leven|bestaan
        leven|het|alles .. niet .. meer .. waard|zitten
        einde|eind|punt .. leven|aan|maken .. maken|leven|alles
        maak|maken .. einde|eind .. aan
        eind|einde .. aan|eraan maken|maak
        van kant|leven -- boven
        mezelf|mijzelf|zichzelf|hemzelf .. aandoen|ophangen|doden|dood|pijn|snijden|snijd|verwonden|van|wat|ombrengen|verhangen
        me|mij|zich .. ophangen|verhangen|ophang|verdrinken
        ophangen|verhangen .. mezelf|mij|zichzelf
        snij|snijd|snijdt|sneed .. mezelf|zichzelf|polsen|armen -- vlees machine
        spring|springen|gesprongen .. trein|brug|dak|flat|balkon|raam
        voor|onder de trein
        trein .. springen|gooien|gaan
        alle|veel|genoeg|strip|doos|pot .. pillen|tabletten|medicijnen .. slikken|innemen|genomen|geslikt|nemen|in
        slik|slikken|genomen|geslikt|inneem .. alle|hele|pot .. pillen|medicijnen|tabletten
        ~afscheidsbrief*|afscheidsbrieven|afscheid
        nooit|niet .. meer .. wakker .. worden|word
        inslapen|inslaap .. niet|nooit .. wakker
        zonder mij .. beter|af|makkelijker
        beter|af .. zonder mij
        denk|denkt|gedachten|gedachte .. dood|doodgaan|zelfmoord|einde
        verdwijnen .. altijd|voorgoed|wereld|aarde
        mezelf .. iets .. aan|aandoe
        niemand .. mist|missen .. mij|me
        was .. nooit .. geboren
        113 zelfmoordpreventie
        bel|nummer|van 113
        uit .. leven .. stappen|stapt|stap
        doodswens|levensmoe*
        113 -- euro eur
        afscheidsbericht|vaarwel
        niemand .. missen
        laat|wil mij|me|ik .. verdwijnen
        niet .. meer .. willen|wil .. zijn|bestaan|leven
        wil .. stoppen .. leven|ademen
        touw|pillen .. gekocht|verzameld
        gekocht|verzameld .. touw|pillen
        dodelijk .. paracetamol|dosis|hoeveel
        hoeveel .. paracetamol|pillen .. dood|dodelijk
        sta .. brug|spoor
        euthanasie
        laat .. inslapen
        want to die -- laughing
        kill myself|himself|herself
        suicide
    """,
    "exploitation": """
        {boss} + {take}|{keep}|heeft|hebben + {papers} -- {strangers} nodig vraagt gevraagd wil checken ziet
        {papers} + {take} -- {strangers}
        {papers} .. kwijt .. {boss} -- zelf
        {keep} .. mijn|onze|zijn|haar|ons .. {papers} -- {strangers} ik
        mijn|onze|ons|zijn|haar|mn {papers} .. {keep} -- {strangers} ik
        {papers} .. niet .. terug|teruggeven|geven -- {strangers}
        {papers} .. ligt|liggen|is .. bij|in .. {boss}|kluis -- kopie
        {papers} .. terug .. {boss}|wil|willen|krijg|krijgen -- {strangers} kopie
        {boss} + {threaten} -- ontslag ontslaan huurcontract uitzetting
        {threaten} .. politie|deport*|uitzet*|familie|vermoord*|slaan|doden|kinderen -- {relative} buur*
        {boss} .. slaat|sloeg|geslagen|schopt|mishandelt|duwt -- {relative} alarm
        {boss} .. vermoord*|dood|breekt|vindt
        ~gedwongen|verplicht|gedwongen|dwingt|dwingen|dwong|dwongen .. werk|werken|seks|prostitu*|stelen|bedelen|arbeid -- {relative} overwerk zondag overuren verzekering zorgverzekering pensioen
        ~dwangarbeid

        ~prostitu* -- legaal
        als slaaf|slaven|slavin|dieren|beesten
        ~slavernij|slaven
        ~mensenhandel*|mensenhandelaar*|mensensmokkel*
        verkocht|verkopen .. aan|ons|mij|meisjes|mensen -- auto huis
        {lock} .. ons|me|mij|op|deur .. op|slot|nachts|binnen|ons -- {relative} winkel contract verzekering kantoor
        opgesloten -- {relative} lift buiten
        deur* .. op|gaat .. slot .. nacht*|binnen|buiten|wij|ons
        niet|nooit .. naar|weg|buiten|weggaan|vertrekken .. mogen|mag|laten|laat|kan|buiten -- {relative} school kind kinderen vakantie betalen
        mag|mogen|laat|laten|kan|kunnen .. niet|nooit .. weg|buiten|vertrekken|weggaan|uit -- {relative} school kind kinderen vakantie geld wachten water
        schuld|schulden .. afwerken|afbetalen|werken|bureau|weg|baas|reis
        afwerken|inwerken .. schuld*|reis
        werk|werken|gewerkt .. voor niks|niets|eten|kost -- {relative}
        zonder|geen .. loon .. werken .. weg|eten
        ~uitgebuit|uitbuiting|uitbuiten|uitbuit
        {boss} .. telefoon*|bankpas|pinpas|sleutels .. {take}|afgepakt
        {boss} .. seks|naakt
        houdt|houden|bewaakt|bewaken .. ons|mij .. vast|gevangen
        bewaakt|bewaken|bewakers .. ons
        bang .. {boss} .. {papers}|familie|weg
        slaaf|slavin
        loverboy*
        arbeidsuitbuiting|uitbuit*
        dreigen .. ons|mij|me -- huur ontslag
        afgeperst|afpers* -- straat school
        laten|dwingen|moet .. bedelen|stelen
        ontsnappen .. wil|hier
        wil ontsnappen
        human trafficking
        took my passport
    """,
    "homeless": """
        geen|nergens .. slaapplek|slaapplaats|slaapplekken|onderdak|dak|overnachting
        geen|nergens .. plek|bed|kamer|huis|plaats .. slapen|slaap|vannacht|vanavond|nacht|overnachten
        nergens .. slapen|slaap|heen|terecht|overnachten|naartoe|wonen|verblijven|naar -- kind kinderopvang klacht
        waar .. slapen|slaap|overnachten|heen|slaapt .. vannacht|vanavond|nacht|nu|vandaag
        vannacht|vanavond .. waar|geen|nergens .. slapen|slaap|overnachten|bed|heen|plek|slaapplek|slaapplaats
        waar + slapen|slaap|overnachten|heen|terecht + vannacht|vanavond|vandaag
        weet .. niet .. waar .. slapen|slaap|overnachten
        slaap|slapen|sliep|slaapt|geslapen|woon|leef|leven|overnacht|overnachten|zwerf .. straat|buiten|station|auto|park|brug|tent|portiek|kelder|trappenhuis|bankje|busje|garage|bos|bushokje -- andere zelfde drukke stille
        op|buiten|in straat|station|park|auto .. slapen|slaap|geslapen|overnachten
        ~dakloos|dakloze|daklozen*|thuisloos|dakloosheid
        sta|staan|beland|belandt|gezet|zit|zitten|zet|zetten|gegooid|leven|leef .. op straat -- fiets auto container
        op straat .. gezet|beland|gegooid|vannacht|nu|vanavond
        ~daklozenopvang|nachtopvang|noodopvang|opvangplek|slaaphuis|crisisopvang|maatschappelijke
        dak .. hoofd
        onderdak .. vannacht|nodig|nacht|gezocht|zoek|vanavond
        bed|slaapplek|slaapplaats|opvang|overnachting .. vannacht|nacht|vanavond|vandaag|nodig -- kind kinderen ziekenhuis
        uit|buiten .. gezet|gegooid .. vannacht|vanavond|vandaag|nu|koffer*|tassen
        koffer*|tassen .. straat|buiten|station
        leger des heils
        zwerf|zwerven
        winteropvang*|nachtopvang*|winterregeling|opvanghuis|perspectiefplek
        kinderen|baby|zwanger .. straat
        zonder|geen dak|huis -- betekent zegt agency {paying}
        slaapplek|slaapplaats -- werk studeer kinder*
        gratis .. overnachten|slapen|bed
        bushalte|station|park .. geslapen|slapen
        buiten slapen
        vraag|zoek|nodig onderdak
        onderdak .. nodig|gezocht
        tent .. bos|park
        slaapzak
    """,
    "domestic_violence": """
        {relative} + {beat} -- {boss} {elsewhere} bal vuilnis
        {beat} mij|me -- op {boss} {elsewhere} hoofd weg bal collega's
        hij|ze|zij .. {beat} .. me|mij|ons -- {boss} {elsewhere} weg
        hij|ze .. me|mij .. slaat|sloeg|geslagen|mishandelt|wurgt -- {boss} {elsewhere}
        word|werd|ben|wordt .. geslagen|mishandeld|gewurgd -- {boss} {elsewhere} stage werk winkel
        {relative} + {threaten} -- {boss}
        {relative} .. vermoord*|doodmaken|doodmaakt|doodslaan|mes|vuist*|riem -- film
        hij|ze|zegt .. me|mij|ons .. vermoord*|doodmaakt|doodmaken|doodsteekt -- {boss} {elsewhere}
        {relative} .. sluit|opgesloten|opsluit .. op|me|mij|kamer|thuis
        opgesloten .. huis|thuis|slaapkamer -- {boss}
        {relative} .. niet .. naar|buiten|geld|werken|bellen|telefoon|weg .. mag|laat|buiten
        mag .. van .. {relative} .. niet|nergens|geen
        {relative} .. afgepakt|afpakt|verstopt|pakt|heeft .. telefoon|~paspoort|geld|bankpas|kinderen|sleutels .. af|afgepakt|verstopt
        {relative} .. controleert|stalkt|achtervolgt|vernedert|scheldt|terroriseert|agressief|gewelddadig|manipuleert
        ~huiselijk geweld
        ~huiselijk*|partnergeweld|relatiegeweld
        geweld .. thuis|partner|relatie|gezin
        bang|angst .. {relative}|thuis|hem -- {boss} dokter
        bang .. naar huis -- {boss}
        bang voor hem
        vlucht*|gevlucht|weggelopen|ontsnap*|wegvluchten .. {relative}|huis -- {boss} oorlog
        blauwe|blauw .. plekken|oog -- {boss} stoot
        blijf van mijn
        blijf .. mijn lijf
        ~vrouwenopvang|blijfhuis|vrouwenhuis
        veilig|velig|weilig thuis -- meld* gemeld melding kind kinderen school brief jeugdzorg weghalen
        ~huisverbod|contactverbod|straatverbod
        eerwraak|eergerelateerd*|uithuwelijk*
        gedronken|drinkt|dronken .. slaat|agressief|slaan
        vrouwen opvang|huis
        mishandeling* -- aangifte dieren
        kindermishandeling
        opa|papa|mama|stiefvader .. slaat|sloeg|riem
        codewoord .. masker
        my husband|boyfriend|partner|wife hits|beats|beat|threatens
        gooide|gooit .. naar .. mij|me|hete|spullen -- {elsewhere} {boss}
    """,
    "sexual_violence": """
        ~verkracht|verkrachting|verkrachtte|verkrachter|verkrachten
        ~aangerand|aanranding|aanrander|aanranden
        seksue*|sexue* + geweld|misbruik*|intimid*|geintimid*|overschrijdend*|lastig*|gedwongen|opmerking*|toespel*|grens*|benader*
        misbruikt -- vertrouwen {paying} situatie systeem bsn gegevens
        ~ongewenst|ongewenste intimiteiten|aanraking*|seks|intimiteit
        betast|gegrepen|aangeraakt|aanraakt|aanraken|bepoteld|bevoelt|begluurd|zoent|zoende|gezoend .. me|mij|haar|ze|hij|ongevraagd|niet|ons|borsten|billen -- alarm machine
        me|mij|haar|ons .. betast|aangeraakt|aanraakt|aanraken|bepoteld|zoent|gezoend|vastgepakt|begluurt -- machine
        raakt|raakte|zit|pakt|grijpt|greep|wrijft|voelt .. me|mij|haar|ons .. aan|billen|borsten|kont|benen|broek
        zit|zat|komt .. aan .. me|mij|haar|billen|borsten|kont|lijf -- dik
        hand|handen|vingers .. onder|in|op|tussen .. broek|benen|bil|billen|borst|borsten|kont|rok|shirt|been|knie
        seks .. wil|wilde|dwong|gedwongen|moet|moest|ruil|huur|baas|werk|vraagt|dwingt -- voorlichting
        wil|wilde|dwingt|dwong|gedwongen|moet|moest|vraagt|eist .. seks -- voorlichting matras ziekenhuis
        met .. hem|baas|chef .. naar|slapen|bed -- man
        tegen .. mijn|haar wil
        zonder .. toestemming .. aan*|gefilmd|seks|foto*|naakt*
        {boss}|collega*|huisgenoot*|buurman .. seks|naakt|bloot|masturb*|aftrek* -- sexy
        kroop|kruipt|ligt|kwam|komt|stapt .. bij .. me|mij|bed .. bed|nacht*|liggen
        bed .. gekropen|kroop|kruipt
        masturb*|potloodventer
        drugs|drogeerd|gedrogeerd|iets .. drankje|drinken|glas -- verslaafd
        gedrogeerd
        naaktfoto*|naaktbeeld*|wraakporno|sextortion
        naakt .. foto*|filmpje*|video
        filmt|gefilmd|camera|gluurt .. douche|badkamer|wc|naakt|bloot|omkleed*
        ~centrum seksueel
        handtastelijk*|opdringerig
        misbruik -- vertrouwen situatie systeem bsn gegevens toeslag* medewerk*
        zonder|geen toestemming .. seks
        seks .. zonder|geen .. toestemming
        vieze|seksistische .. opmerkingen|grapjes|praat
        betast
        onzedelijk|schennispleger|aanrand*
        grensoverschrijdend*
        zijn|vieze handen .. overal
        buurman|oom|trainer .. aait|betast|dochter*
        raped|rape
        sexual assault|harassment|abuse
    """,
}

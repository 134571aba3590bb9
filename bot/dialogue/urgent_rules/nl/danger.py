"""Dutch: life in danger. The words in braces are groups of the package."""

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
        stroom .. gekregen|gehad ... ligt|grond|niet|adem*
        ernstig*|zwaar .. brandwond*|verbrand*|gewond*
        brandwond* .. hele|arm|gezicht|ogen|kokend
        kokend|heet|hete|frituurvet|zuur|chloor|loog .. water|over|ogen|gezicht|olie|armen -- kraan douche verwarming thee
        verbrand|verbrandt .. vet|frituurvet|gezicht|armen|water|zuur
        dikke|dik .. keel|tong
        tong|keel|gezicht .. dik|zwelt|opgezwollen|dicht .. benauwd|piep*|slikken|geluid|adem*
        zwelt .. op .. benauwd
        zakt|zakte|zakken .. elkaar
        in elkaar .. gezakt|zakt
        bloed .. spuit|pompt|doorweekt
        spuit|pompt|gutst bloed
        eraf|afgesneden|afgehakt|geamputeerd .. bloed|vinger|hand|arm|been -- jaar
        vinger|hand|arm|been .. eraf
        geamputeerd -- jaar jaren
        hoofd .. open .. val|gevallen|bloed
        hoofdwond
        grijpt .. hart|borst
        hart .. slaat|bonkt|op .. hol|zwart
        baby|kind|zoon|dochter|peuter .. schokt|stuipt|schudt|slap|piept|blauw -- school
        ogen .. draaien|rollen|weg .. weg
        ingeslikt|slikte .. adem|knoop|munt|batterij|magneet*|hapt
        hapt .. adem|lucht
        adem*|ademt .. zwak|moeilijk|niet|geen -- neus
        voel|voelt .. geen adem|pols
        niet .. bij .. kennis|bewustzijn
        ingestort|instortte .. werkvloer|kennis|grond
        komt .. niet .. bij -- stukken
        emergency
        bijensteek|wespensteek|pinda|insect*|noten .. benauwd|piept|zwelt|opgezwollen|allergi*
        allergi* .. benauwd|piept|keel|adem*
        benauwd .. duizelig|zweet|blauw|heel|niet|borst
        arm|hand|vinger*|been|haar .. vast|klem|tussen .. machine|pers|band
        machine .. arm|hand|been|vinger* .. vast|klem|eraf -- instructie
        over .. benen|been|lichaam|hem|kop .. gereden|heen
        over de kop
        aanrijding|aangereden|botsing .. ligt|gewond*|bloed|bewusteloos
        veel|teveel .. drugs|pillen .. genomen|blauw|wordt
        aanval .. stopt .. niet
        heeft .. aanval .. schudt|schokt|schudden
        bevalling .. begonnen|nu
        baby .. komt .. nu
        hoofdje .. zien
        voelt|voel .. benen|been|armen .. niet|niks
        grauw|lijkbleek|grijs .. zweet|zegt|zit|stoep
        wit|bleek|grijs .. en .. zweet|zweten
        koud zweet
        niet .. meer .. praten .. arm|mond|tintelt
        arm .. tintelt|dood|verlamd|slap .. praten|dubbel|ziet|zegt|borst
        gezicht .. niet .. bewegen
        kan .. nek|benen|armen .. niet .. bewegen
        kan .. half .. zien
        ziet dubbel
        vocht .. oor
        beet .. keel|gezicht --
        giftig*|gif|rattengif .. gegeten|gedronken|binnen
        huis|kamer|woning|hal .. vol rook
        in .. kanaal|water|sloot|gracht|mestput|tank|silo .. gevallen|zwemmen|bewusteloos|gesprongen -- telefoon sleutel* paspoort
        persoon|iemand|man|collega .. water|kanaal|mestput|tank .. gevallen|komt
        hangt|hing slap|touw
        hangt aan .. touw
        nekstijf*|stijve .. koorts|nek
        vlekjes|stippen .. huid|glas|koorts
        hoofdpijn .. ineens|plots|braakt|klap|trekkingen
        bot .. eruit|steekt|uit
        tractor|heftruck|auto|vrachtwagen|busje .. gekanteld|eronder|kop
        zit|ligt|liggen .. eronder
        schaar|mes|staaf|spijker .. in .. buik|borst|oog|hals
        brandt .. kleding|kleren|haar
        kleding|kleren .. brand|vlammen|brandt
        onwel
        iemand|persoon|collega|man .. zwaargewond|zwaar
        zwaargewond*
        help help .. dokter|spoed|help
        eerste hulp .. snel|spoed
        snel snel
        kramp|zwaar|olifant|druk|beklemm* .. borst
        borst .. zwaar|olifant|beklemd|drukt
        ligt .. op .. grond|vloer|straat|weg .. adem|kreunt|niet|bloed|open|reageert
        mama|papa|man|vrouw|collega|oma|opa|buurvrouw ligt .. grond|vloer -- slapen
        ogen .. niet .. open
        ogen open .. antwoord*|niet|reageert
        hoor .. kreunen
        vechtpartij|gevecht .. mes|gewond*|messen
        met .. mes .. gewond*|gestoken|steekt
        bedwelmd
        41|42 koorts
        koorts .. naam|wartaal|ijlt|slap
        zwanger .. flauwgevallen|trekkingen|hevige|vlekken -- werk
        kan .. niet .. overeind -- rug
        verliest .. bewustzijn|bloed
        verlies bewustzijn
        piepend .. geluid|ademh*
        drinkt .. slap|kreunt
        misschien dood -- oma
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
        geen uitweg
        zie .. geen .. uitweg|toekomst|uitkomst
        ik .. er .. niet .. meer .. zijn|ben|was
        ik .. er .. niet .. ben|was|zijn -- {boss} brief pakket* als kinderen opvang bezorg* vakantie thuis
        als ik er niet .. ben .. meer|krijgen|geld|beter
        beter .. niet .. zijn|geboren|leven
        last .. voor|zijn .. kinderen|vrouw|iedereen|familie|moeder|man
        tot .. last
        van .. brug|dak|flat|balkon|spoorbrug .. springen|springt|spring|val|stappen
        het|nu is|was genoeg geweest
        niks|niets waard .. beter|leven|ik
        beter .. als ik .. weg .. ben
        als ik weg ben -- kinderen opvang vakantie post brief
        brief .. geschreven .. kinderen|ouders|vrouw|moeder
        pijnloos
        balkon|brug|dak|spoor|perron .. spring|springen|stap|terug|sta|zit
        mijn hoofd .. zegt .. spring|doe
        stem .. hoofd|zegt
        spring .. ik
        bang .. mezelf .. iets|doe
        mezelf|zichzelf|zich iets .. doe|aandoe|doen|aandoen|aan
        iets aan te doen
        kan .. leven .. niet .. aan|meer
        het .. leven .. zat|moe|voorbij|mislukt
        leven .. mislukt|voorbij|zat|stoppen
        hoop|wens|bid .. ongeluk|haalt|kanker|dood|god
        auto .. tegen .. boom|muur
        naar|bij .. overleden|gestorven|dode
        gestorven .. bij .. haar|hem .. zijn
        god .. haalt|vergeef
        geprobeerd .. pillen|zich|zelfmoord|leven -- stoppen rijbewijs
        al .. eens geprobeerd
        gaf|geeft .. spullen|gereedschap|alles .. weg
        over|aan ophangen|springen
        sloot|water .. in|loopt|lopen|erin .. klaar|loopt|ga
        voor altijd|eeuwig|einde slapen|weg|rust
        slapen .. zonder einde
        altijd slapen
        domme|dom .. dingen|ding -- gedaan
        iets dom|doms|stoms .. doen
        ga .. iets doms
        zeg|vertel .. kinderen|moeder|vrouw|man .. hou
        laatste bericht -- {boss} van bank
        hoeft .. niet .. meer .. mij|voor|leven
        voor mij niet meer
        weg .. deze|de wereld
        waarom|wie|waarvoor .. nog .. leven|blijven|doorgaan
        stap*|stappen|uit .. uit .. leven
        als trein .. komt|denk
        onder .. een trein
        gedachten|denk .. aan|trein .. trein|springen|pillen -- kaartje ov abonnement
        als ik .. dood ben|ga -- pensioen
        ik .. dood .. ben .. verloren|morgen|betaalt
        recht .. dood .. gaan
        wil .. niet .. leven
        wil .. weg .. nooit terug
        hou .. niet .. meer vol
        hou het niet .. vol .. mes|leven|meer -- {boss} werk huis
        mes .. in .. hand .. ik
        slang .. auto|uitlaat
        auto .. slang
        zorg .. voor mama|kinderen .. straks|niet
        snelste|makkelijkste manier .. sterven|dood
        te sterven
        wilde|wil|wou|liever sterven|sterf
        liever .. sterf
        merken .. als ik|wij .. niet
        plan .. gemaakt .. zondag|dood|einde|mezelf|vanavond
        het .. ophoudt .. alles
        wil .. dat .. ophoudt|stopt .. alles|leven
        geen .. moed|kracht .. leven
        verdwijnen .. goed|voorgoed
        wil|willen .. springen -- trampoline
        geen|er .. licht .. voor mij
        alles geregeld .. nog .. gaan
        tel|klaarliggen|klaar|verzameld|gespaard .. pillen|tabletten
        pillen|tabletten .. klaar*|klaarliggen|verzameld|gespaard|elke|ingenomen -- voorgeschreven anticonceptie apotheek apotheker
        niet .. alleen .. mezelf
        alleen .. zijn .. met mezelf
        beter .. zo .. dag
        touw .. schuur|kijk|garage|gekocht|zolder
        dode .. vader|moeder|man
        ik .. niet .. hulp .. besl*
        pijn .. onder|trein
        niks .. van mij .. overblijft
        doodgaan .. wil|willen|denk
        eruit stappen .. leven|brug
        stap .. eroverheen
        wachtwoorden .. hond|weggegeven|gestuurd
        iedereen|dag|vaarwel .. allemaal .. dag|sorry|vergeef
        stop .. ik .. ermee .. leven
    """,
}

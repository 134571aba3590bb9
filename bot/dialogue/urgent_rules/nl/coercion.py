"""Dutch: coercion, and no bed tonight. The words in braces are groups of the package."""

RULES = {
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
        doen|doet .. mijn|onze familie .. iets
        familie .. iets .. doen|doet|aan|aandoen
        bang .. dat .. mijn|onze familie
        14|15|16|17|18 uur .. dag .. geld|loon|zonder|krijgen
        zonder geld .. werk*
        werk* .. zonder|geen .. geld .. mag|weg|durf|deur|slaan
        gratis .. werk*|schuld
        werk* .. gratis -- app
        ~fairwork|comensha
        slaan .. mensen|ons|werkers .. werk
        slaat .. met|ons .. stok|riem
        krijg*|alleen .. alleen .. eten|rijst -- {relative} toeslag bon
        bang|angst .. voor|van .. {boss} -- ontslag
        heeft|houdt|pakt|nemen|neemt .. mijn|onze|de|alle .. bankpas*|pincode|bankkaart -- belasting bank kapot kwijt gestolen
        heeft .. bankpas|bankkaart|pincode
        nemen|neemt .. elke|hele|helft .. loon|geld
        loon .. gaat .. zijn|hun rekening
        helft .. loon|aan .. man
        man .. bracht .. neemt|loon|ons
        gebracht .. man|vriend .. papieren|schuldig|belt
        sluiten|sluit|sloot .. ons|mij .. in|op|af -- {relative} buiten
        sluit|sluiten .. deur|hek|poort .. af
        hek|poort|deur|deuren .. op|is .. slot|dicht .. nacht|wij|werk|ons
        niet|nooit .. mag|mogen .. stoppen|bellen|weg|verlaten|praten|gebruiken -- {relative} roken school telefoon school
        mag|mogen .. niet|nooit .. stoppen|verlaten|praten -- {relative} roken
        wij mogen .. telefoon .. niet
        mag .. niet .. politie|dokter|moeder .. bellen|baas
        niet .. naar .. dokter .. van .. {boss}
        terrein|huis .. niet .. af|verlaten -- kind*
        vind|vindt|vinden .. je|me|ons overal
        ik vind je
        ken|kent|kennen|weet|weten .. mensen|waar .. jouw|mijn|familie .. dorp|kinderen|wonen|familie|vinden
        weet|weten .. waar .. kinderen|familie|ouders
        weten|weet hij|ze .. familie .. vinden
        worden|wordt|word .. vastgehouden|gehouden|gedwongen -- politie douane {relative} thuis
        vastgehouden .. bij|boerderij|huis|{boss}
        zit .. vast .. bij .. man|baas -- file
        valse papieren
        honden .. komt|stuurt|slaaf
        noemt ons
        weigert .. mij|ons .. laten .. gaan
        laat|laten .. ons|mij .. niet .. gaan|weg|bellen|vertrekken -- {relative} kind school
        laat .. mij|ons .. niet .. bellen
        niet .. laten .. gaan -- kind school
        drugs|drugslab|hennep|wiet .. moet|werken|knippen|smokkelen|bedreiging|betaalt -- verslaafd test
        moet|moeten .. drugs|medicijnen .. smokkel*|werken|lab
        smokkelen
        hebben|heeft .. onze|mijn .. dowod|dowody|passport|ids
        geven .. niet .. terug -- borg
        onze ids|paspoorten|id .. bij .. chef|baas|bureau
        {papers} .. bij|als .. {boss}|borg .. ligt|chef|is|zijn|geven -- kopie gemeente
        {papers} .. borg
        paspoorten|papieren .. op|opgehaald .. haalde
        haalde|haalden .. paspoorten|papieren
        geen paspoort .. gaat|krijg*
        schuld .. groter|getekend|reis|aflossen|afgelost|erboven|betalen .. werk*|sofia|reis|loon
        loon .. schuld .. groter
        tot .. alles|schuld|ik .. afgelost|betaald .. heb|is
        voor|de reis .. betalen|terugbetalen|schuldig
        schuldig .. werk*|reis|hem|loods
        schuldig .. reis|2000|3000|4000|5000 -- boete belasting
        betalen .. te|mogen .. mogen|stoppen
        als|wanneer ik|wij|we stop|stoppen .. moet|betalen|komt
        breek|breekt|breken .. benen|armen|je
        anders .. slaan|dood|klappen
        klappen .. wie|krijgt|anders|weg
        wie .. weg|klaagt .. krijgt|moet|klappen
        gewond|ziek .. doorwerken|slaat|slaan
        doorwerken .. slaan|anders
        7 dagen .. uur .. krijgen|20
        foto* .. werken .. stuur|familie|of
        met mannen|klanten .. slapen|bed
        gehaald .. werk .. maar .. moet
        durf .. niet .. te|stoppen .. stoppen|weg|praten -- {relative} hem roken
        bang .. dat hij .. familie
        politie .. is .. vriend
        op mijn naam .. auto|lening|firma|gezet|bedrijf -- {relative} ex
        papieren|lening|firma .. op .. mijn|naam .. zetten|gezet .. dwing*|baas|firma
        kind .. 12|13|14|15 .. werkt .. kas|hele|dag
        geld|loon .. afpakken|afgepakt|inleveren -- {relative}
        pakt|neemt .. ons|mijn|mn .. geld|telefoon|bankpas* .. af -- {relative} school
        pakt .. bankpas*
        telefoon .. inleveren|afpakt|afgepakt .. elke|dag|avond|baas -- school
        elke dag telefoon inleveren
        bedreigd|bedreigt .. wapen|pistool .. werk|baas
        dreig* .. mannen|geweld|blijven -- {relative}
        dreigementen|dreigement .. werken|{boss}|coordinator|koordinator
        onder .. druk|bedreiging|dwang .. werken|knippen|blijven|gezet
        pillen .. langer .. werken
        camera .. slaapkamer
        weggelopen|gevlucht|vluchten .. van|voor .. {boss}|bende
        verstop* .. kelder|controle|me .. controle|kelder|baas
        weten .. niet .. waar wij|we zijn
        wij|we weten .. niet .. waar .. zijn
        haar .. laat .. werken
        laat|laten .. werken .. haar|ons|bende|mij .. slaan|gratis|vast
        ons laat werken
        nooit|niet .. alleen .. winkel|supermarkt|naar buiten|wij -- {relative} kind kinderen school
        bewaking|bewakers .. ons|poort .. niet|laat
        gevangenis .. in|gaan .. klagen|politie|zegt
        geen vrijheid
        bang|fluisteren .. blijven .. tot
        beschermt|bescherming .. praat|praten .. baas|over
        ophalen .. uit .. dat huis
        bende .. laat|werken|ons
        b8|b9 regeling|bedenktijd
        betaalt .. ons .. met drugs
        slaapt .. op .. vloer .. dag|nacht|schoonmaken
        dag en nacht .. schoonmaken|werken -- melden hal
        50|100 euro .. geven|betalen .. {boss}|koordinator .. anders|werk
        elke week .. euro .. geven
        ik .. van hem ben
        van hem .. tot .. betaald
        liegen .. inspectie|controle
        inspectie .. anders|liegen|dood|benen
        praat|praten .. inspectie|politie|buitenstaanders .. breek|straf|dan|dood
        straf .. als .. praat|praten|weg
        handtekening .. leeg|blanco
        spullen .. rivier
        nooit .. vrije .. dag .. loon|gehad
        geen|nooit .. vrije dag .. loon|slaap|mag
        huis niet .. verlaten
        vertrekken .. zie .. broer|familie|gebeurt
        slaan .. en .. werk
        hij .. controleert .. alles .. wij|winkel
        koordinator|koordinaator|ploegleider .. dreig*|pakt|paspoort|slaat|loon
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
        leeft|slaapt .. op straat .. tilburg|vannacht|bed|help*
        geen|zonder .. plek|kamer|bed|geld|onderkomen .. bed|geld|meer|kamer|en .. bed|geld|slapen|vriest
        geen plek .. vriest|koud|liggen|vannacht
        geen|zonder onderkomen|onderdak
        nergens .. welkom|liggen
        waar .. douchen .. eten
        douchen .. eten|bed
        sta|staan|zit|zitten|loop|zat .. station|bankje|mcdonald*|bibliotheek|parkeerplaats|tankstation|koffer|tas|centraal|stoep -- trein fiets parkeer*
        sta|staan .. buiten -- fiets auto container {elsewhere}
        staat .. buiten .. slot|tas|regent
        tas|tassen|koffer|spullen .. stond|staat|staan|gezet .. buiten
        loop .. rond .. koffer|tas
        met .. koffer .. station|parkeerplaats|rond
        slapen|slaap|slaapt|geslapen|lig|liggen|ligt|leef|leeft|woont|wonen .. auto|portiek|viaduct|trap|moskee|kanaal|tuinhuisje|schuurtje|garagebox|rivier|zeil|kerk|afdak|containers|straat|pinautomaat|wachtkamer|buiten -- andere zelfde drukke hond kat zelfde welke rustige terug
        auto|portiek|viaduct|moskee|kanaal|tuinhuisje|schuurtje|garagebox|straat|afdak .. slapen|slaap|slaapt|geslapen|lig|liggen|ligt -- andere zelfde drukke hond kat
        nacht|nachten .. auto|straat|station|vliegveld|wachtruimte
        vliegveld|wachtruimte .. nachten|geslapen
        slaap .. onder|bij .. trap|viaduct|brug|moskee
        mag .. slapen .. kantoor|ziekenhuis|kerk
        slapen in .. trein|ziekenhuis|kantoor|kerk
        warm .. zitten|worden
        winkels .. open .. warm
        koud .. waar heen
        opvang .. eindhoven|polen|vrouw|vannacht|vol|rotterdam|amsterdam|bosch|utrecht|tilburg|burgers|haag -- school kind* bso nso
        opvang is vol
        regenboog amsterdam|adres
        barka telefoon|adres|nummer|utrecht
        inloophuis|schuilplaats|buitenslaper*|straatdokter|opvanglocatie*|zwerver|zwervers
        straat slaper*
        uit .. woning|huis|kamer .. gezet|gegooid .. bed|gisteren|vannacht|vandaag|nu|containers
        uitgegooid|buitengezet|gedumpt -- auto
        gooit|gooide|gooien .. mij|ons|me .. eruit|uit|straat .. geld|nu|vannacht|op
        liet|zette .. mij|me|ons .. achter|af .. stad|parkeerplaats|station
        chauffeur .. liet|weggestuurd .. nacht|achter
        kraken .. huis
        bed .. gemeente|europeanen|vannacht|vrij|vanavond
        gemeente .. geen bed
        bedden .. vrij|vanavond
        help .. een bed
        een bed geven
        hostel|hotel .. vannacht|duur|goedkoop .. 15|heen|station|geld
        hotel .. duur .. waar|heen
        waar|heen .. tas .. slapen
        waar .. kan|kunnen|moet .. liggen .. vannacht|geld|vanavond
        waar .. vannacht|vanavond .. liggen|slapen|heen
        vanavond|vannacht|morgen|vandaag .. buiten|straat .. sta|slapen|niemand|moet
        vannacht|vanavond buiten
        laatste avond|nacht .. bank
        bankslapen
        dagen|nachten .. niet geslapen .. weggejaagd
        weggejaagd
        niets|niks .. slapen .. kinderen
        vrouw|man|jongens|mensen|dame .. ligt|liggen|slaapt .. portiek|zeil|afdak|pinautomaat|straat|kerk
        ligt|liggen .. nacht .. pinautomaat|buiten|ruimte
        binnen .. dan weer buiten
        kamer weg .. werk|zit|nu
        kerk .. binnenlaten
        veilige plek .. slapen|nacht
        afgebrand .. waar|vannacht|alles
        vanavond .. kamer uit
        moeten .. kamer|huis uit .. geen|nu|vanavond
        in .. auto .. wonen|leven
        kampeer* .. wild|weg --
        bed .. eten .. dagen|voor|douchen
        zoek een dak
        zonder geld .. bed
        niets meer behalve
        wij slapen .. auto|tuinhuisje|station|bos
        elke nacht .. pinautomaat|buiten|bankje
        leeft op straat
        leger .. heils -- kleding
    """,
}

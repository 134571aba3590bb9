"""Dutch: violence at home, and sexual violence. The words in braces are groups of the package."""

RULES = {
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
        {hij} bedreigt|dreigt|slaat|sloeg|schopt|schopte|wurgt|duwt|bijt|opsluit|mishandelt .. mij|me|ons|haar|mes|steeds|kinderen|buik -- {boss} {elsewhere}
        {hij} .. controleert .. mijn|telefoon|wat|alles .. telefoon|geld|uitgeef|berichten|praat -- {boss}
        {hij} .. leest .. mijn|al .. berichten
        telefoon .. gezet|gps|brak|controleert .. hij|gps|niemand
        gps .. op .. telefoon|auto .. hij|gezet|mijn
        als hij .. drinkt|thuiskomt|dronken|boos|binnenkomt
        hij .. drinkt .. slaat|kinderen|buiten|bang|kast
        hij .. lief .. als .. niet drinkt
        kinderen .. meeneemt|afpakt|meenemen|afpakken|zonder .. als|weg|hij -- school vakantie
        hij .. kinderen .. meeneemt|afpakt
        durf|durft .. niet .. naar huis|weg|scheiden|thuis -- {boss} werk
        durf .. niks|niets .. thuis
        durf .. niet .. scheiden|hem
        scheiden .. durf* .. niet|hij
        weg .. bij .. hem|man .. durf|wil|ga -- werk
        ga weg bij die
        aan .. haar|haren .. getrokken|gesleurd|kamer
        mijn schuld .. slaat|hij
        niet .. werken .. van hem
        mag .. niet .. van .. hem|man|vriend
        slaat|schopt|slaan|slaande|schopte .. hij|mij|me|ons|vriend|partner|elke|man|zus* -- {boss} {elsewhere} nergens jullie op gegevens
        slaat hij|ze
        slaande|gewelddadige partner|man|vrouw|vriend|ex
        ex .. deur|stalkt|sleutel|bedreigt|volgt|staat|achtervolgt .. deur|elke|binnen|mij|huis|me|werk
        stalker|stalkt|stalking -- collega baas buurvrouw buurman
        familie|ouders|vader .. trouwen|uithuwelijken .. niet|laten|moet|dwing*
        gedwongen|dwingen .. huwelijk|trouwen|trouw
        trouwen .. wil .. niet
        schreeuwen .. slaan|breken
        roept|roepen .. hulp .. muur|buurvrouw|buren
        gillen|gil|geschreeuw .. nacht|buren|kind|vrouw|gebonk|huilt -- baby
        buren|buurvrouw|vrouw .. gillen|roept|gilt|geschreeuw .. nacht|hulp|muur -- muziek
        schrammen|blauw*|plekken|plek|brandplek*|zonnebril|vlekken .. vriend|man|rug|thuis|altijd|vader -- school
        thuis .. geslagen|mishandeld|vastgehouden|opgesloten|slaat
        geslagen .. thuis|word|worden|door .. vlekken|thuis|man
        vrouwen .. geslagen
        vluchten|wegvlucht|vlucht|schuilen|wegvluchten .. kinderen|hem|man|waar -- oorlog oekraine bulgarije roemenie polen
        met .. kinderen .. schuilen|vluchten|waar|weg .. man|waar|hem
        schaar|mes|vuist|ring|hand .. voor|in|tegen .. gezicht|keel -- machine
        handen|hand .. om|keel .. keel
        keel .. dicht|pakt|kneep|handen|vast -- pijn slikken zwelt dik allerg*
        kneep|knijpt .. keel|mijn
        agressief|gewelddadig|gevaarlijk .. zwangerschap|hij|vriend|thuis -- hond virus werk gif kas {boss} collega
        hij .. is|wordt agressief|gewelddadig|gevaarlijk -- hond {boss} collega
        verbiedt .. mij|het|haar .. bezoek|werken|man -- {boss} verhuurder
        haar|mijn man verbiedt
        sluit|sloot|opsluit .. mij|me|haar .. in|overdag|flat|huis|op -- {boss}
        opgesloten .. zoon|thuis|man|kamer|door -- {boss}
        vasthield|vasthoudt|vastgehouden .. hem|hij|thuis|trouwt -- {boss} boerderij
        vader|man|stiefvader|papa .. dronken .. mama|bloedt|slaat
        geweld .. tegen|ouders|moeder|zoon|ook -- politie straat
        dat|is ook geweld
        huis .. oorlog|hel
        thuis is het|een oorlog|hel
        hij dwingt .. mij|geld|foto|vriend .. geld|foto|zwijgen -- werk* {boss}
        vriend dwingt
        hij komt .. zo|straks thuis
        kinderen .. stil|kast|bang|kruipen .. hij|hem|binnenkomt|drinkt
        hij .. heeft .. alle sleutels
        toestemming .. naar .. winkel .. hij|sleutels
        hete .. thee|koffie|water .. gooi*|hij
        wil .. dat hij .. stopt
        niet slapen .. hem .. angst|bang
        naast hem .. angst|bang
        aangifte|melden .. tegen .. man|vriend|partner|ex --
        hij|ex|man volgt|achtervolgt .. mij|me -- winkel
        vermoordt|vermoord|vindt .. mij|me|ons .. als|weg|hij|ga -- {boss}
        hij .. mij|me|ons .. vindt|vermoordt .. als|weg -- {boss}
        ons|mij .. niet .. kan|mag .. vinden|komen .. hij|waar
        waar .. hij .. ons|mij|niet .. vinden|komen
        hij .. niet .. mag|kan .. vinden|komen -- {boss} school
        laat .. mij|haar|me .. niet .. uit|naar .. huis|buiten -- {boss}
        gebroken .. rib|neus|arm .. ruzie|man|hij -- werk machine
        ruzie .. rib|slaat|mes|schopt|geslagen|erger -- {elsewhere}
        ruzies .. erger|slaan|schop*
        hond .. geschopt|gedood
        jaloers .. ruikt|controleert|hij|telefoon
        niemand gelooft je|me|mij
        klappen .. krijg|als .. ik|hij|kinderen -- loon werk {boss}
        krijg .. klappen|slaag -- werk {boss} school
        schopte|slaat|duwt .. in .. buik
        eieren .. loop
        op eieren
        geen eten .. slaat|stiefmoeder|geeft -- werk
        stiefmoeder|stiefvader .. slaat|schreeuw*|pakt|nacht|eten
        dingen .. doen .. voor .. mijn|man .. niet
        ouders|vader .. vechten|vecht .. messen|mes
        hou .. van hem .. bang|maar
        ex .. sleutel
        zuur .. gezicht .. gooi*
        kreeg vuist|klappen|klap
        hij .. alleen|soms .. duwt|slaat
        als|leef .. gevangene .. schoon*|man|leef|thuis
        opsluit .. loon|uitlacht
        snij ik je
        weggelopen .. schoon*|blote|man -- hond {boss}
        vrouw .. doet .. mij .. pijn
        doet|doen .. mij|me pijn .. vrouw|man|vriend|schaam -- rug
        slot .. eigen .. zoon
        hij breek*|brak .. mijn|deur|telefoon|arm
        veilig weggaan
        achter .. deur .. erge|pakt
        erge dingen .. deur|thuis|huwelijk
        deur .. dicht .. pakt|slaat .. hij
        hij .. zit|staat .. voor .. deur
        vader .. weer boos
        blauwe kaart .. polen
        s*|nacht .. schreeuwend .. moeder|pakken
        geen geld .. van hem
        anoniem .. over .. thuis
        bij .. overdag|man .. slaat
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
        hij|man|iemand|chef|huisbaas|huisgenoot .. kwam|komt|kruipt|kroop|lag|ligt|stond|stapt .. in|op|bij|naast|aan .. bed|kamer|mij|me .. naakt|nachts|nacht|bed|in|liggen|vannacht|gaan
        kwam|kroop|kruipt|stond|komt|kruipen .. in|aan|naast|bij .. mijn|haar|mij bed -- kind kat ziekenhuis
        iemand .. aan|naast .. mijn bed
        bij .. mij kruipen|kruipt|liggen
        over|op .. mij|me .. liggen|lag
        hij lag .. op|mij
        wakker .. hij|zonder|lag .. mij|broek|lag|kleren|ondergoed|aan
        toen .. sliep .. hij|vingers|hand
        dronken .. weet|niet|hij .. wat .. hij|deed
        niet .. wat .. hij .. deed|gedaan -- werk
        na|over wat hij|ze .. deed|gedaan|probeerde|heeft
        wat .. hij .. mij|me .. deed|gedaan
        iemand|hij .. iets|dingen .. met mij .. gedaan|deed|gebeurd
        iets .. gebeurd .. met .. mij|huisje|typen
        met mij|hem|haar .. slapen|slaap|slaapt|meegaan|bed .. huur|kamer|werk|betere|hoef|wil|als|papieren -- kind baby
        slaap|slapen|slaapt .. met .. hem|baas|mij|mij .. huur|kamer|hoef|betere -- {relative}
        met .. hem|mij slaap|slaapt
        onder|in .. douche .. gefilmd|gluren|loopt|gluurt|man|binnen
        binnen .. als .. ik .. douche*|omkleed
        gefilmd|filmde|filmt .. douche|mij|seks|bed|naakt
        gluren|gluurt|sleutelgat|voyeur
        niet .. stopte .. nee
        stopte niet
        nee .. zei .. door|stopte|ging
        stopte .. nee
        nee .. zei .. toch|aan
        wilde|wil|wou .. niet .. ging|hij .. door
        ik wou|wilde niet .. hij|lag|maar
        raakte|raakt|raken .. mij|me|mijn|haar|borsten .. aan -- machine
        raken mij aan
        trainer|oom|arts|dokter|buurman|leraar .. aanraakte|raakte|haar|rare|dochter|aan .. aan|dingen|zit|zat|raar
        kleren|kleding .. zonder|uitdoen|uittrekken|bewaren .. foto|bewijs|baas
        foto* .. zonder .. kleren|kleding
        naakt|naakte|bloot|intieme|naaktfoto* .. mij|foto*|kamer|dreigt|filmpje
        foto*|filmpje .. mij .. naakt|bloot|telegram|dreigt
        voel .. me .. vies
        vies .. durf .. niemand|vertel*
        soa|hiv|geslachtsziekte .. dwang|dwong|aanranding|gedwongen
        zonder .. broek|ondergoed .. wakker|kamer
        dochter|meisje|kind|zoontje|nichtje .. buurman|oom|trainer .. aan|zit|raar|en -- school fiets
        buurman|oom .. dochter|meisje -- school
        trok|trekt|drukt|duwde .. mij|me|haar .. op|tegen .. bed|aan|muur
        csg
        hulp .. na .. wat hij
        tegen mij aan -- botst*
        neuken|geslacht|geslachtsdeel|piemel|porno|neukt -- kind
        zijn ding|geslacht --
        pakt|pakte|grijpt|greep|gegrepen .. mij|me|haar .. vast|elke|gang|avond|billen|kont|pakt -- telefoon hand geld {papers}
        man .. haar|mij pakte|pakt|greep
        vastgepakt|vastgegrepen|uitgekleed|vasthielden .. koelcel|fietspad|chef|door|mij|huilt|me
        mijn|vrouw|dochter .. vastgepakt|vastgegrepen|uitgekleed
        hielden|hield .. mij|me vast -- politie
        drie|twee|meerdere mannen .. mij|vast|beurt
        lief .. zijn|moet .. hem|baas|tegen --
        shift|diensten|werk|loonstrook|kus .. lief|kus|meegaan|nee .. hem|kus
        kus|zoen .. voor|eist|loonstrook
        lastiggevallen|lastig gevallen -- telefoon reclame incasso
        aangevallen .. park|nacht|vriendin|fietspad -- hond
        opmerkingen .. mijn|over .. lichaam|borsten|kont
        ongewenste|ongewenst .. berichten|seksberichten|gedrag
        seksberichten
        seksuele|sexuele|seksueel -- gezondheid voorlichting soa ziekte test ggd
        massage .. ver|ging|hand* -- massagesalon
        dwongen|dwong|dwingt .. mij|me|haar .. zoenen|seks|uitkleden|bed
        zoende|zoenen|gezoend|tong .. mij|me|mond|dwong*|haar -- kind
        bloed .. na .. wat .. hij|gedaan
        schaam .. het was .. vriend|baas|oom|hij
        meisjes|vrouwen .. meegaan|bij zich|zich|gesprek .. hem|avonds|werk
        s avonds bij zich
        rare|vieze dingen .. onderzoek|arts|deed|hij
        mag .. voelen|zitten .. hij|klant
        wassen .. vasthoud*
        mijn .. schuld .. rok|jurk|kleding
        bewijs .. kleding|kleren .. bewaren
        kleding bewaren
        meld|melden|melding .. intimidatie
        wrijft|wrijven|schuurt .. langs|tegen .. mij|me
        lesbisch|homo .. beter maken|mannen
        onderzoek*|onderzocht .. zonder .. politie
        kijken|kijkt|komt .. als .. ik .. slaap|douche
        shirt|kleren|broek|bh .. uit|uitdoen|doen .. sollicitatie|wil|vroeg
        uitkleden .. moest|voor|dwong -- dokter huisarts
        gevolgd .. vastgegrepen|fietspad
        speelt .. met .. zichzelf
        hand .. onder|op .. deken|mond|rok
        deken* .. hand|trekken|raken
        dekens .. weg
        logeren .. oom|raar
        pijn .. daar|beneden .. beneden|gedaan
        daar beneden
        gaf .. mij .. vrienden .. bed|moest
        billen|kont|borsten|borst .. oppakken|knijp*|zit*|klant|aan|hand|pakt|raakt|raakte -- pijn mammografie onderzoek borstvoeding
        hoer|slet .. noemen|noemt|knijp*
        vingers .. aan .. mij|me
        drank .. aan|daarna .. weet|ondergoed|kapot
        foto .. ding|geslacht
        zit|zitten|zat .. aan .. kont|vrouwen|haar|mij|meisjes .. strafbaar|zit|zit|vrouwen|zitten -- tafel
        aan haar|mij zit|zat
        aan .. je|mijn kont
        visiteren .. vrouwen|bewaker
        dochter .. geld .. foto*|man
        deur .. geen slot .. hij|mannen
        twee|drie dagen geleden gebeurd
        zwijgen .. over .. hij
        nee .. gezegd .. diensten|hem
        man .. kamer .. naakt|deel|kruipt
        huis .. met .. mannen .. bed|bang|hand
        bang .. gemengde .. huis
    """,
}

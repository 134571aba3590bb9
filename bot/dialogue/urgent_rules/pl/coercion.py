"""Polish: coercion, and no bed tonight. The words in braces are groups of the package."""

RULES = {
    "exploitation": """
        {boss} + {took}|{keeps}|ukradł*|ma|mają + {papers} -- rejestracyjn* kopi* ksero
        {took} . mi|nam|mu|jej|im|wszystkim|moje|mój|ludziom|koledze .. ~paszport*|dowód|dowody|dokumenty|id -- {stranger}
        ~paszport*|dowód|dowody|dokumenty + {took} . mi|nam|mu|jej|im
        mi|nam|mu|jej . {took}|{keeps} .. ~paszport*|dowód|dowody|dokumenty -- {stranger}
        {keeps} . mój|moje|nasze|mi|nam|jego|jej .. ~paszport*|dowód|dowody|dokumenty -- {stranger}
        mój|moje|nasze|mi|nam .. ~paszport*|dowód|dowody|dokumenty . {keeps}|{took} -- {stranger}
        nie chce|chcą|chciał* .. oddać|zwrócić|wydać|dać .. {papers} -- urząd gemeente {stranger}
        {papers} + nie + oddać|odda|oddają|oddaje|zwróc*|oddał* -- {stranger}
        nie oddaj*|oddał*|odda|oddadzą .. ~paszport*|dowod*|dowód|dokument* -- {stranger}
        zabran* .. ~paszport*|dowód|dokumenty -- {stranger}
        bez paszportu|dokumentów . nie . mogę . uciec|odejść
        {boss} .. {threatens}
        {threatens} .. {boss}
        {threatens} . mi|nam|że|mnie|nas ... deport*|policj*|pobici*|rodzin*|zabij*|wyrzuc* -- {relative}
        {boss} .. bije|pobił*|uderzył*|bił|biją|szarpie|szarpał*|popchn* -- {relative}
        {boss} + powiedzi*|mówi + zabij*|pobij*|połam*|znajdzi*|pożał*
        zmusza*|zmuszon*|zmuszeni|zmusić|przymusza* . mnie|nas|mu|do|jesteśmy|jestem|ludzi . do|pracy|pracować|pracowania|roboty|robić|prostyt*|nierządu|kradzi*|seksu
        zmusz* .. pracować|pracy|robić|roboty|prostyt*|nierządu|kradzi*
        praca|pracy|pracować|roboty przymusow*
        przymus* . prac*
        każą|każe . nam|mi . odpracow*
        odpracować|odpracowuj*|odrobić|odrabiać .. dług*|podróż|bilet|koszt*
        dług* .. odpracow*|odrobić|agencj*
        zamyka|zamykają|zamknęli|zamknięci . nas|mnie|w|na|jesteśmy|ludzi|pracowników . klucz|na|pokoj*|domu|hali|nas|mnie|noc|kontener* -- {relative}
        {boss} .. {locks} . nas|mnie|drzwi|w|na|bram*
        {locks} . nas|mnie . na klucz -- {relative}
        nie pozwala*|wolno|puszcza*|wypuszcza*|dają .. wychodzić|wyjść|opuszcz*|opuścić|odejść|wyjechać|nas -- dziecko szkoł* {relative}
        nie wypuszczają|wypuszcza
        nie mogę|możemy . odejść|uciec|wyjść . bo|stąd|z|póki|dopóki
        ~niewolnik*|niewolnic*|niewolnictw*
        handel*|handlu|handlarz* . ludzi|ludźmi|człowiekiem
        sprzeda* . mnie|nas|ją . do|jak|innemu|innej|komuś
        {boss} . pilnuje|pilnują . nas|żeby
        pracuj* .. za darmo|jedzenie|miskę -- {relative}
        praca|pracujemy|pracuję|haruję|robię|robimy za jedzenie|darmo|miskę|spanie|łóżko
        wyzysk*
        {boss} ... chce|żąda|zmusza|proponuje . seks*
        seks* .. za pracę|godziny|zmiany
        wykorzyst* .. jak|do niewoln*|przymus*
        zabra* .. telefon* . i|oraz . ~paszport*|dokument*|dowod*
        {boss} .. zabra* . mi|nam . telefon*|klucze|kartę
        odebral*|zabral* + telefon*|sim|karty
        jesteśmy|jestem .. zamknię* -- w sobie
        pilnują nas
        zastrasz* nas|mnie
        zastraszają
        plantacj* .. marihuan*|konopi* .. przymus*|zmusz*
        haracz*
        grozi|grożą .. jak .. odejdę|odejdziemy|powiem -- {relative}
        drzwi .. zamyk*|zamknięt* .. zewnątrz|klucz
        bije .. brygad*|ludzi|pracowników
        kaza*|każe|każą . mi|nam|jej|im . pracować|robić .. darmo|noc*
        16|17|18|19|20 godzin .. dobę|płacą|wolno|nie -- tydzień tygodniowo
        dług* .. przyjazd|podróż|odejść|uciec|rośnie|większy
        winien|winna|winni .. przyjazd|podróż|transport|bilet|busa|więcej
        przyjazd|podróż|transport .. winn*|dług*|spłac*
        spłac* .. przyjazd|podróż|transport
        nie wolno .. dzwonić|rozmawiać|wychodzić|kontakt*|usiąść|odejść -- {relative}
        straszy|straszą|straszył*|straszyl* .. policj*|ludzi|deport*|więzieni*|zabij*|nielegaln* -- {relative}
        mnie|nas . deportuj*|wywioz*|wywiezie
        mówi|powiedzi* .. że .. deportuj*|zakopie|połami*|wywioz*|znajdą|pożałuj* -- {relative}
        nigdzie|nigdy . nie . moga|mogę|możemy|wychodz* . wyjść|same|sama -- {relative}
        nie . moga|mogę|możemy . nigdzie . wyjść . sam*
        nie . moga|mogę|możemy . wyjść|wychodzić . bez|sam*
        pozwoleni* .. wyjść|wychodz*
        wychodz*|wyjść .. bez .. pozwoleni*|zgody
        fairwork*|comensha*
        {papers} + {boss} + sejf*|leżą|lezą|zebra*|zebran* -- kopi* ksero zdjęci*
        {papers} .. sejf*
        zebrał*|zebrali|zebrane|zebran* .. {papers} -- urz* gemeente
        trzyma|trzymają|trzymał* .. nas|mnie|ją|ich|farmie .. jak|pod|siłą|zamknięci*|bez .. więzi*|klucz*|kluczy|niewol* -- {relative}
        trzyma|trzymają . mnie|nas|ją|go|ich -- {relative} gardło twarz ręk* życiu kolejce nic
        na farmie|fermie + trzyma|puszcza|zabiera*
        trzymają|trzymaja|trzyma . mu|mi|nam|jej . papiery|dokument*|paszport*|dowód
        grozi|grożą|groził* .. matce|rodzinie|dzieciom|nożem|zniszcz* -- {relative} facet obcy
        wie|wiedzą . gdzie . mieszka*|są . moj*|dzieci|rodzina
        uderzył*|pobił*|pobili|bije .. bo .. pracow*|wypłat*|pieni*|wolno -- {relative}
        za wolno pracował*|pracuj*|robi*
        zna|ma .. pin
        kart* bankow* .. koordynator*|szef*|agenc*|niego|jego
        odda*|zabiera|zabieraja|odbiera . mu|jej|im|nam|nasze|moją|wszystk*|pół|całe .. wypłat*|zarobki|zarobk* -- {relative} komornik* deurwaarder* bank
        muszę|musi|musimy|każe oddawać .. wypłat*|pieni*|pół|połow*
        odbiera .. jej wypłat*
        wypłat* .. jego|ich|swoje konto
        założyli|założył|wzięli|wziął .. na . mnie|nas . firm*|kredyt*|pożyczk* -- {relative}
        spać z klient*|facetami
        kazał*|każe|muszę .. klient*|tańczyć|zarabiać|stać .. spać|ulicy|seks*|ciałem|facetami -- kas*
        każe|kazał .. zarabiać .. ulicy|ciałem
        obiec* ... a . jest|teraz|każe . klub|ulicy|burdel*|agencj*
        zakop*|połami*|wyrzuc* . mnie|nas .. las*|żyw*|nogi
        mnie|nas|mi połamią|połamie|zakopie|zakopią|wywiozą|znajdą
        nie . puszcza|puszczają|puścić|pozwolił*|pozwolili|chcą . go|mnie|nas|puścić . lekarza|szpitala|do|domu -- {relative} szkoł* przedszk*
        nie . dają|daje . nam|mi . jeść
        nie pozwalają|pozwala . jej|nam|mi|im . dzwonić|wychodzić|rozmawiać -- {relative} prac*
        boi*|boję|boją|boja . się . uciec|odejść|odezwać|rozmawiać|sprzeciw* -- {relative} języ* telefon* niderl* holend*
        pracuj* .. bez .. pieniędzy|zapłaty|wolnego ... boj*|wyjść|brama|śpi*
        jak .. uciec .. szefa|stąd|agencji|pracy|domku
        chc* uciec -- {relative} on męża
        pomóż*|pomóc .. stąd .. wyjść|uciec|wydostać|odejść
        wydostać .. stąd
        piszę|pisze .. ukryciu|kryjomu -- {relative}
        nie . mogę . dzwonić|rozmawiać . bo . słucha*|podsłuch*|pilnuj*
        on czyta .. wiadomości
        jestem . jego|ich . własności*
        mówi . że .. jestem . jego|ich
        mnie kupił*
        należę|należymy . do . nich|niego
        weksel*|blanco .. strasz*|grozi|trzyma|podpis*|nim -- do
        kaza*|zmusi* .. podpisać .. dłużn*|winn*|weksel*|dług*
        dług* ... odrabi*|odrobi*
        muszę|musimy|musze .. odrabiać|odpracow*
        zabronił*|zabrania* .. kontakt*|rodzin*|dzwonić|wychodz* -- {relative}
        pod kluczem
        brama .. kłódk*|zamknięt*
        jak . w więzieniu|obozie -- dom
        groźb* .. płac*|łapę
        płac* .. łapę|groźb*
        szantaż* .. prac*|nagrani* -- nagie
        odda|oddadzą|oddaj|oddać .. paszport*|dowód -- urząd gemeente zgubi* znalazł* stary konsul*
        przeszukuj* .. pokoj*|telefon*|rzeczy
        nie . możemy|mogę . wyjechać|się zwolnić -- urlop*
        przywiózł|przywieźli|przywiozl* ... zabiera*|zabra*|odda*|wolno|puszcza*|grozi|grosza|jego
        zabiera*|zabra*|odda*|puszcza*|grozi|grosza .. przywiózł|przywieźli|przywiozl*
        żebyśmy|żebym nie uciekl*|uciek*
        kto|jak . ucieknie|ucieknę|uciekniemy -- dzieci {relative}
        śpią|śpimy|śpię|mieszkamy . w|na . stodole|kurniku|chlewie|szklarni|miejscu
        tylko jedzenie -- zwrot toeslag
        jak .. komuś powiem|powiemy
        jak pisnę
        zniszcz* .. życie .. polsce
        jestem|jesteśmy .. wykorzystywan*|zastraszan*
        wykorzystywan* .. pracy|agencj*|szef*
        boj* . się .. na . policję .. bo .. szef*|zna|grozi*|mają
        jak .. pójdę .. policj* .. to|siedzieć|deport* -- {relative}
        dopóki|póki nie spłac*|odda*
        oddać .. 2000|3000|4000|5000
        wolnego|wolne ... nie .. mogę|wolno . wyjść -- {relative}
        wozi . nas|ją|je|mnie ... okien|wszędzie|facet|same -- szkoł* {relative}
        nie wiemy gdzie jesteśmy
        norm* .. nie .. jeść
        jedzeni* raz
        bez .. umów|pieniędzy .. dokumentów .. wyjechać
        wzi* .. zastaw
        nie puszcza|puszczaja|puszczają . mnie|nas|jej|go|domu|wyjść|nigdzie -- {relative} zmianie urlop* szkoł*
        nie dostaj* .. zapłaty|pieniędzy|wypłaty .. tylko jedzeni*
        on|facet|szef|oni . ma|mają .. ludzi wszędzie
    """,
    "homeless": """
        nie mam|mamy|ma|mają|mial|miał* .. gdzie|gdzieś .. spać|nocować|przenocować|noc|pójść|iść|podziać
        nie ma|mam|mamy . gdzie|gdzies . spać|nocować|przenocować|się|mieszkać . podziać|dziś|dzisiaj -- urlop
        gdzie . mogę|można|mam|możemy .. spać|nocować|przenocować . dziś|dzisiaj|za|w|tej|na|te
        gdzie . spać|nocować|przenocować .. dziś|dzisiaj|dzisiejsz*|noc|nocy|teraz
        dziś|dzisiaj|noc|nocy .. nie|gdzie . mam|mamy . gdzie|gdzies|spać|nocleg*
        śpię|śpimy|spał*|sypiam|nocuję|nocujemy|śpi|koczuj*|mieszkam|spędz* .. ulicy|dworcu|parku|mostem|klatce|aucie|samochodzie|namiocie|ławce|lesie|krzakach|piwnicy|garażu|stacji|busie|pustostanie|dworze|przystanku|lotnisku
        bezdomn*
        jestem|jesteśmy|zostałem|zostałam|zostaliśmy|wylądował*|stoję|stoimy|siedzę|siedzimy|został*|znalazł* . na . ulicy|bruku
        na ulicy|bruku . jestem|jesteśmy|zostałem|zostałam|z|bez|i|w -- sklep
        noc|dziś|dzisiaj|zostałem|zostaliśmy . na|pod . ulicy|gołym|mrozie|dworcu
        gołym niebem
        ~noclegowni*
        ~schronisk* . dla|na bezdomn*|noc|ludzi
        bez dachu . nad
        dachu nad głową
        nie mam|mamy|ma dachu|noclegu
        nocleg|spanie|łóżko|schronieni* . na|potrzeb* . dziś|dzisiaj|już|teraz|tę|natychmiast|zaraz
        potrzeb* . noclegu|nocleg|schronieni*
        wyrzucił*|wywalił*|wyrzucon*|wystawił*|wykopał* .. ulicę|bruk|dwór|noc|teraz|walizk*
        wyrzucił*|wywalił* .. nie|gdzie .. gdzie|spać|noc
        straciłem|straciłam . nocleg|łóżko .. dziś|teraz|noc
        nie wiem|wiemy gdzie . będę|będziemy|dziś . spać|spał*|nocow*
        nie .. mam|mamy .. dokąd .. iść|pójść|wrócić|noc
        pilne|pilny|pilnie|darmo|darmow*|kryzysowy|kryzysowe + nocleg|noclegu|łóżko|łóżka
        nocleg* .. zadzwonić|dzwonić|darmo|parafia|dziś
        schronisk* .. nocleg|dla|dziś -- zwierz* psa psów
        przytuł*|ogrzewalni*
        armia|armii zbawienia
        gdzie .. spać .. dzisiaj|dziś|noc
        dzisiaj|dziś .. gdzie .. spać|nocować
        na ulicy .. zim*|gorącz*|chor*
        wywalił*|wyrzucił*|wystawił* .. noc|drzwi .. noc|mróz|teraz
        stoję|stoimy|siedzę|siedzimy|siedzi|chodzę .. walizk*|torb*|ławce|chodnik*|bramą|przystanku|dworcu|stacji|parkingu|parku
        na dworcu|przystanku|stacji|chodniku|parkingu . siedzę|stoimy|siedzimy|stoję|śpi*|spędz*|zostawi*
        22|23|24|noc|wieczór|ciemno ... przystanku|dworcu|ulicy|dworze -- autobus*
        wyrzucili|wyrzucił*|wyrzucon*|wywalili|wywalił*|wystawili|wyprosili|wypędzili . mnie|nas|rzeczy|moje|z|mi ... noc*|dziś|dzisiaj|walizk*|torb*|stoję|stoimy|pada|zimno|deszcz|balkon|drzwi|ulicę|dzieckiem|dziećmi|{relative} -- prac* roboty szkoł* przedszk* śmieci {boss}
        mnie|nas . wyrzucił*|wywalił*|wystawili|wyprosili . z|w|za|na|dziś . domku|mieszkania|pokoju|noc*|drzwi|hotelu|hostelu|dziś|lokacji|dzieckiem
        nas|mnie . wyrzucił* ... stoimy|stoję|noc|dzieckiem
        barka|barki|barkę . utrecht|amsterdam|rotterdam|haga|adres|telefon|ma|numer|polska|fundacja
        regenboog amsterdam|amoc
        legerdesheils|straatpastor*|streetworker*
        inloophuis|inloop|nachtopvang|daklozenopvang
        opvang .. unii|tilburg|noc|bezdomn*|polak* -- przedszk* dziec* kinder* szkoł* bso dag bijdrage
        zimno|mróz|mroz|mrozie|pada|zamarzn*|deszcz* ... dworze|namiocie|ulicy|noc|aucie|nie mam
        jestem|jesteśmy .. dworze
        gdzie .. ogrzać|ogrzać .. noc*|się|zim*
        ciepł* zupa|zupę|posiłek
        gdzie . mogę .. umyć|wykąpać
        jedzeni* .. nie mam nic|pieniędzy
        schronisk*|~noclegown* .. przyjm*|odmówi*|miejsc*|meldunk*|noc*|adres|bezdomn* -- zwierz*
        przyjm* .. schronisk* -- zwierz*
        miejsc* .. schronisk* -- zwierz*
        squat
        zabrali|zabrała|zabrał|zamknęli|wymienili .. klucze|pokój|zamki ... noc|przystanku|22|23|ulicy|dworze
        nie mam|mamy|ma . domu|noclegu|adresu ani .. pieni*|noclegu|adresu
        ani|bez noclegu
        bez dachu|łóżka|noclegu|domu -- {sick_words}
        dachu|dach nad
        drogi|droższy|20|15|10|30 euro ... przenocować|spać|noc
        gdzie|mogę .. przespać .. się|noc*
        przespać się .. noc*|gdzie
        gdzie . mogę .. przespać
        śpi|śpią|leży|śpię .. kartonach|klatkach|mrozie|sklepem|mostem|supermarketem|plaży|szopie|krzesłach
        pod sklepem|supermarketem|mostem|blokiem .. śpi|śpią|leży
        klatkach|plaży|szopie|piwnicy|aucie|garażu .. nocuj*|śpi*|spał*|spim*
        nocuję|nocuje|nocujemy|spałem|spałam .. szopie|piwnicy|aucie|samochodzie|dworcu|klatce|parku
        piwnicy|piwnica ... nocuj*|śpi*|spi*
        w nim|aucie spałem|spałam|śpię|śpimy
        nie . mam|mamy|mają|ma|masz|miał* . gdzie .. wrócić|głowy|spać|podziać|mieszkać -- urlop zameld*
        jak|co .. nie . ma|masz|mam . się|gdzie . domu|spać
        gdzie . się . podziać
        dokąd|gdzie . iść|pójść|pójdę .. nie|domu|noc|teraz .. domu|noc|ma
        nie .. mam|mamy|ma dokąd -- on {relative} {sick_words}
        kazali|kazał .. iść|wyjść|wyprowadzić|wynosić ... noc|dziś|dzisiaj|teraz|natychmiast
        bo kazali
        nie wpuszczają|wpuszcza|wpuścili .. hotel|domek|pokoju|domku|domu|mieszkania|środka -- szkoł* gemeente lekarz*
        nocy|noc . nie . spał* . łóżku
        noc|nocy .. zewnątrz|dworze|dworcu|aucie
        kanap* .. noc*|jutro|dni
        ostatnia noc
        nikt .. przyjąć|przyjmie .. noc
        przyjm* .. na noc
        wpuszczą .. na noc
        kąt|kąta|kącik|łóżko .. spania|noc
        jeżdżę|jezdze .. pociąg* .. ciepło|noc*
        grzej* .. poczekalni|szpital*|sklep*
        nocleg* .. policj*|parafi*|kości*|barka|pilnie
        policj*|parafi*|kośció*|gmin*|komisariac* .. nocleg*|łóżk*|spać|na noc
        znaleźć|dzwonić|zadzwonić|szukam|potrzebuj* .. nocleg* -- urlop weekend turyst*
        gdzie .. spać .. darmo
        mieszkam nigdzie
        tułam|tułamy się
        dziś|dzis .. nikt|tylko .. dworzec|nocleg*
        tylko dworzec
        do znajomego .. dziś|nikt
        wywieźli|wywiózł .. zostawi*|parking*|drodze
        skończył* .. pieniądz* .. hostel*|hotel*|nocleg*
        hostel* .. zapłac*|pieniądz* ... zimno|noc|nie mam
        aucie|samochodzie|namiocie .. parking*|noc*|zimno|dziećmi|mróz -- wakacj* urlop*
        mieszkam . w aucie|samochodzie|namiocie|piwnicy -- adres
        z|bez .. noclegu
        spać|śpię .. ulicy|dworcu|komisariac*
        ulicy .. chory|gorączk*|śpi*|spać
        schron|łóżko|dach .. na noc|parę dni
        spalił* .. wszystko .. gdzie|dachu|spać
    """,
}

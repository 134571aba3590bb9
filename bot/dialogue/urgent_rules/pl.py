"""Polish. Written with diacritics for the reader; both sides are folded before they meet."""

GROUPS = {
    "boss": """szef* pracodawc* kierowni* koordynator* kordynator* agencj* agent* pośrednik* brygadzist* majster* baas
        przełożon* uitzendbureau biuro właściciel* firma firmie gospodarz* landlord* farmer* boss* menad* manager*""",
    "papers": "~paszport* paszort* dowód dowodu dowody dowodow dokument* papiery id",
    "took": "zabra* zabier* zabiora odebra* odbier* przetrzym* zarekwir* skonfisk* schowa* zwinę* zwiną* wzięl* wziął",
    "keeps": "trzyma trzymają trzymaja zatrzym* przetrzym* schowa*",
    "stranger": "złodziej* policj* straż* celni* lotnisk* kieszonk* rejestracyjn* nieznajom* pociągu tramwaju konsul*",
    "threatens": "grozi grożą groził* grożac* grozic groza zastrasza* szantaż* odgraża*",
    "locks": "zamyka zamykają zamknął zamknęl* zamkną* zamknięt* więzi więżą uwięzi* przetrzymuj*",
    "relative": """mąż maz męża meza mężem mezem partner* chłopak* facet* ojciec ojca ojczym* tata teść teściow* żona zona
        żony żonę konkubent* konkubin* narzeczon* dziewczyna małżonek małżonk* brat syn były""",
    "beats": """bije biją bił biła pobił* pobija bijący uderzył* uderza* udeżył* dusi dusił* podduszał* kopie kopnął kopał* szarpie szarpał* znęca*
        katuje maltretuj* tłucze okłada zbił popycha* poniża leje lał sprał spoliczk* przypala* napierd* wpierdol*""",
    "me": "mnie mi mną mię nas nam",
    "laughs": "nie śmiechu śmiech nudów głodu głodna głodny ciekawości telefon bateria internet",
    "sick_words": "rok lata lat temu ubezpieczen* polis* leki kurs szkoleni* koszt* kosztuje rachun* faktur* płaci zapłac* fakture pokrywa zwrot eigen",
}

RULES = {
    "medical_emergency": """
        zawał|zawalu|zawałem|zawałowy
        udar|udaru|udarem|wylew|wylewu -- słoneczny
        nie może|mogę .. oddychać|oddechu -- nosem
        nie może|mogę . złapać . tchu|oddechu|powietrza
        nie oddycha|oddychał|oddychała
        przestał|przestała . oddychać
        brakuje|brak . tchu|powietrza
        dusi|duszę|dławi|zadławił*|zakrztusił* się
        zadławił*|zakrztusił*
        ~nieprzytomn*
        zemdlał*|zasłabł*|zasłabnięcie
        stracił*|traci|utracił*|bez przytomność|przytomności
        nie reaguje + leży|upadł*|wcale|nic|dotyk|słowa|oddycha*|zemdlał*|nieprzytomn* -- agencja pracodawca {boss}
        nie da|można|mogę|umiem|możemy . go|jej|jego|dobudzić|obudzić|ocucić
        krwotok*
        mocno|strasznie|bardzo|silnie|ciągle . krwawi|krwawię|krew
        krwawi|krwawię . mocno|strasznie|bardzo|silnie|obficie
        wykrwaw*
        krew leci|leje|tryska|sika|bucha -- nosa
        leje|tryska . krew
        dużo|kałuża|pełno krwi -- badanie
        nie można|da|mogę|potrafi* . zatamować|zatrzymać . krwi|krwawienia|krew
        umiera -- babcia dziadek bilet {laughs}
        umieram|konam|umieramy -- {laughs}
        zaraz|chyba . umrę|umrze
        wezwać|wezwij*|wezwijcie|dzwonić|zadzwonić|zadzwoń|dzwoń|wołać|wołajcie|przyślij*|wyślij*|potrzebn*|potrzebuj*|zamówić|ściągnąć|daj*|dawaj* . po|nam|mi|na|do|szybko|tu|jest? . karetk*|pogotowi*|ambulans*
        wezwać|wezwij*|dzwonić|zadzwonić|zadzwoń|dzwoń|wołać|wołajcie|przyślij*|wyślij*|potrzebn*|potrzebuj* .. karetk*|pogotowi*|ambulans*|ambulance
        numer|nr|telefon . na|do|po karetk*|pogotowi*|ambulans*
        karetka|karetkę|pogotowie|ambulans szybko|natychmiast|pilnie|potrzebna
        szybko|pilnie|natychmiast karetka|karetkę|pogotowie|lekarza
        poraził*|porażeni*|kopnął .. prąd*
        pali|płonie|pożar .. się|ludzie|dom|domek|barak|mieszkanie|budynek|hala|środku -- papierosy żarówka kontrolka
        pożar|pożaru -- jak gdyby boimy ewakuac* gaśnic*
        ból|boli|ściska|kłuje|gniecie|piecze . w|mnie|go . klat*|klatce|serce|sercu|mostk*
        drętwieje|zdrętwiał* .. ręka|ramię|twarz|połowa
        wykrzywi*|opadł*|opada .. twarz|usta|buzia|kącik
        bełkocze
        atak|napad|napadu padaczk*|epilep*|drgawek
        drgawki|drgawek|konwulsj*
        połkn*|połykał*|zażył*|wypił* .. domestos*|żrąc*|chemi*|baterię|bateryjk*|kret*|rozpuszczalnik*|wszystkie
        przedawkow*
        zatru* . czad*|gaz*|tlenk*
        spadł*|spadła|wypadł* .. rusztowan*|dachu|drabiny|okna|wysokości|piętra|balkonu .. nie|leży
        przygniot*|zmiażdży*|przygnieć*|wciągn* .. głow*|klatk*|człowieka|kolegę|mężczyzn*
        wstrząs anafilaktyczny
        puchnie .. gardło|język|twarz
        topi|utopił*|tonie . się|dziecko
        sinieje|zsiniał*|siny .. usta|twarz|dziecko|cał*
        zagrożenie|zagrożone|zagrożeniu życia|życie
        puls*|tętno|tętna + nie|brak -- zegarek
        serce|serca .. stanęło|zatrzymało|przestało|zatrzymanie
        zatrzymanie krążenia
        masaż serca
        wymiotuje|rzyga|pluje .. krwią
        ~karetka|karetkę|karetki|pogotowi*|ambulans* + numer|telefon|przyślij*|proszę|szybko|pomocy|wezw*
        nie . budzi się
        zaczadz*
        sine|siny|sina + niemowlę|usta|ustach|dziecko|twarz
        zmiażdż* + noga|nogę|ręka|rękę|dłoń|głowa|głowę|klatk*
        obcięł*|urwał*|odcięł* .. rękę|ręka|nogę|dłoń|palce
        wpadł*|wpada .. wody|kanału|rzeki|silosu -- paszport telefon klucze portfel
        dym* .. nie .. wyjść|oddych*
        nożem|nóż .. dostał*|dźgn*|pchn*|ugodz*
        dźgn*|dźgnięt*|postrzel*
        astm* .. mocny|atak|nie|inhalator
        tel*|zadzwonić|dzwonić|dzwonię|dzwon* .. 112
        rodzi .. aucie|teraz|już -- planuje
    """,
    "suicidal_thoughts": """
        samobój* -- film* serial* piosenk*
        ~samobojst*
        zabić|zabije|zabijam|zabiłb* . się -- czas
        się zabić|zabije|zabiłb*
        odebrać|odbiorę|odbierze . sobie|życie
        targn* .. życie
        skończyć|skończę|koniec|zakończyć|kończę . ze|z . sobą|życiem
        zakończyć|skończyć|zakończę|skończę . życie|swoje
        nie chcę|chcemy|chciał* .. żyć|żyje
        nie chce . się|mi .. żyć
        nie chc*|warto . już|dalej . żyć
        odechciało|odechciewa . się|mi .. żyć
        chc*|chciał*|wol* nie żyć|istnieć|obudzić
        nie mam|widzę|ma . już|po|sensu|dla . co|po|kogo|sensu . żyć -- mieszka*
        nie mam siły|ochoty . żyć
        życie nie|straciło . ma|sensu . sens*
        chcę|chciał*|wolę|wolał*|pragnę . umrzeć|zdechnąć|śmierci|zniknąć
        lepiej|lepszy|wolał* . żeby|by|gdyby|jak|mi|było . mnie|nie|umrzeć|umrę|umarł*
        lepiej . bym|gdybym|żebym . nie|umarł*|umrzeć . żył*|było|istniał*|urodził*
        lepiej .. beze mnie
        świat*|rodzin*|dzieci* .. lepiej beze
        ~powiesić|powieszę|wieszać się
        się powiesić|powieszę
        skocz*|skoczyć|rzuc* . pod|z . pociąg|mostu|dachu|okna|balkonu -- dziecko
        wziąć|wezmę|łykn*|nałyk*|połkn*|zażyj*|nażr* .. tabletek|tabletki|prochów|proszków .. wszystk*|skończ*|spokój|zasnąć|dużo|umrz*
        podciąć|podetnę|podcięł*|podciął|tnę|ciąć|pociął|pocięł* . sobie|się|żył* -- drewn* mięso
        żyły . sobie|podetn*|podci*
        list|listy pożegnaln*
        napisał* . już|listy|list . pożegn*
        śmierć|śmierci jest|byłaby|będzie . ulgą|lepsz*|wyjści*
        myślę|myśli|myślał* . o . śmierci|samobój*|końcu
        nie chcę się . obudzić|budzić
        żeby . się|już . nie|więcej . obudzić|obudził*
        robi|robię|zrobi|zrobię|zrobić . sobie krzywdę|coś -- operacj* tatuaż
        krzywdę . sobie . zrobi*
        okalecz* . się
        zniknąć . zawsze
        mam dość|dosyć życia
        żegnajcie . wszyscy
        chc*|chciał* .. umrzeć -- {laughs} kraju
        sobą skończyć
        życia dość|dosyć
        dość|dosyć|mdli|obrzydł* .. życia|życie|żyć -- nocnego
        wziął*|wzięł*|połkn*|łykn* .. dużo|całe|wszystkie|garść .. tabletek|tabletki|opakowanie|prochów|leków|leki
        podci*|podetn* .. żyły|żył
        nie .. widzę|ma|mam .. sens* .. życi*|żyć|życia|życie
        otruć|otruję|utopić .. się
        się otruć|utopić|utopię
        żegnajcie|żegnam .. wszystkich|wszyscy
        żegnajcie
        kupił* .. sznur|linę|żyletki
        stoję .. moście|torach|dachu
        jestem ciężarem
        ostatni* .. wiadomość|list|noc .. życiu|moja|mój -- czynsz
        jak umrzeć
        szkoda .. się urodził*
    """,
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
    """,
    "domestic_violence": """
        {relative} .. {beats} -- {boss} szkole
        {beats} . mnie|nas|mi|dzieci|ją|dziecko .. {relative} -- {boss} szkole
        bije|pobił|uderzył|dusił|kopie|katuje|maltretuje + mnie|nas -- kieszeni rekord {boss} prąd szkole klasie koledzy kolega klas* sąsiad*
        {relative} .. {threatens}
        {threatens} .. {relative}
        {relative} .. zabije|zabić . mnie|nas|mi|dzieci
        powiedział . że mnie|nas zabije -- {boss}
        zabije mnie|nas -- {boss} stres praca
        {relative} .. {locks} . mnie|nas|drzwi|w|na
        {locks} + mnie|nas + domu|mieszkaniu|pokoju|łazience -- {boss} agencj*
        {relative} .. nie pozwala|wypuszcza|puszcza|daje . mi|mnie|nam .. wychodzić|wyjść|z|domu|kontakt*|dzwonić|pieniędzy|pracować
        {relative} .. zabra* . mi|mnie|nam|moje .. {papers}|telefon*|pieniąd*|klucze|dzieci
        {relative} .. kontroluj*|śledzi*|prześladuj*|nachodzi*|wyzywa*|poniż*|katuj*|szantaż*|gwałc*|zmusza*
        {relative} .. nóż|nożem|siekier*|pięści*|pasem
        przemoc* .. dom*|rodzin*|partner*|małżeńs*|męża
        przemoc* -- szkol* rówieśnic* szkoła klas* seksualn* prac* {boss}
        boję|boimy|strach|bała|bał|bac . się . {relative}|wracać|wrócić|powrotu|niego . do|domu|{relative}|że -- szkoł* polski zwoln*
        boję się {relative}
        boję|boi|bojąc się .. mojego|swojego męża|partnera|chłopaka|ojca|faceta
        uciekł*|uciec|uciekam|uciekł|ucieczk* ... {relative} -- prac* {boss}
        siniak*|podbite|posiniacz* .. {relative}
        awantur* .. dom*|{relative} .. bije|pij*|boj*
        niebieska|niebieskiej linia|karta|linii|karty
        {beats} .. żonę|dzieci|mamę|matkę|siostrę -- szkol* klas* {boss} nauczyciel*
        jak .. wypije|pije|pijany + bije|awantur*
        pijany .. bije|awantur*
        zakaz zbliżania
        kobiet* .. bitych|bite|maltretowanych|przemocy
        dom dla kobiet
        za włosy|gardło|szyję .. mnie|łap*|złap*|szarp*
        szarpie|złapał|ciągnie|chwycił|łapie .. za włosy|gardło|szyję
        przypala* mnie|papieros*
        podniósł*|podnosi .. rękę
        weilig|wejlig|velig tuis|thuis|tajs
    """,
    "sexual_violence": """
        zgwałc*
        gwałt|gwałtu|gwałcie|gwałcił*|gwałci|gwałciciel*
        molest*
        seksual* + napast*|przemoc*|wykorzyst*|naduży*|molest*|atak*|zaczep*|zmusz*|podtekst*
        napast* . seksualn*|mnie|nas .. seks*|dotyk*|szef*|koleg*|współlok*
        obmac*|maca|macał*|macają
        dotyka*|dotknął|łapie|łapał*|złapał*|klepie|klepał*|głaszcze|ociera* . mnie|ją|nas|mi|się|za ... nie|bez|tyłek|pupę|piersi*|pierś|krocz*|miejsc*|intymn*|dup*|tyłku|pośladk*|bieliz*|udo|wbrew|cycki|biust
        za tyłek|pupę|piersi|krocze|cycki|pośladki
        wbrew . mojej|jej|woli ... seks*|dotyk*|spał*|rozbier*|łóżk*
        dotyka*|całuj*|całował*|rozbiera* . mnie|ją|nas .. woli|zgody|chcę|chcia*
        całował*|całuje|pocałował* .. siłą|zmus*|wbrew
        wkłada*|włoży* .. rękę|ręce|łapy|palce .. majtk*|spodni*|bluzk*|stanik*
        zmusz*|zmusił*|zmuszon*|każe|kazał .. seks*|łóżk*|oral*|stosunk*|rozebra*|rozbier*
        do seksu|współżycia|stosunku . mnie|zmus*
        chce|żąda|chciał*|oczekuje|wymaga|proponuje|propozycj* . ode|od|mnie|żebym|ze . mną|seks* . seks*|przespał*
        {boss}|współlokator*|kolega|sąsiad|właściciel .. seksu|seks|przespała|przespać|przespię|spała|obnaż*|onani*|masturb*|rozebra*|nago -- kino
        seks . za|zamiast . mieszkanie|czynsz|pracę|dokument*|pokój
        wszedł|wchodzi|przychodzi .. łóżka|nocy|łazienki .. dotyk*|kład*|mnie
        kładzie|położył . się|mi . do|obok|ręk* . mnie|mojego|łóżka|kolan*|udzie
        podgląda* .. kąpi*|prysznic*|łazien*|przebier*
        dosypa* .. drink*|napoj*|coś|piw*
        pigułk* gwałtu
        obnaż* . się|przede
        wysyła*|przysyła* .. nagie|nago|penis*|rozbierane|gołe
        {boss} + dotyka|dotykał|obejmuje|przytula -- temat
        dotyka* .. córk*|syna|dziecko|chłopców|dziewczynk* -- problem temat
        całuje|całował .. siłę|siłą
        rozbierał*|rozebra*|rozebrać .. siłą|mnie
        wykorzystał* mnie|ją -- {papers}
        napastowa*|napastuje
        seksu|seks .. za .. meldunek|pracę|pokój|czynsz|godziny
        ukryta|kamera|kamerę + łazien*|prysznic*
        komentuje .. moje piersi|pupę|tyłek|ciało
        sprośn*
        wszedł|wchodzi|położył .. mojego łóżka
        kazał .. dotykać
        sexting
    """,
}

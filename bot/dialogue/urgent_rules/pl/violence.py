"""Polish: violence at home, and sexual violence. The words in braces are groups of the package."""

RULES = {
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
        {him} . kontroluj*|śledzi|sprawdza . mi|mój|moją|każd* . telefon*|wiadomości|krok
        kontroluj*|sprawdza|przegląda .. mój|mi|moje . telefon*|wiadomości|wydaj* -- szef* {boss}
        kontroluje .. ile wydaj*
        sprawdza .. gdzie jestem
        wie gdzie jestem
        boję|boimy|bał*|boi|boją|boja . się .. wraca|wrócić|wracać|jego|męża|rozwodu|własnego|obok|pijan*|go|syna -- {boss} polski rejestr* urzęd* policj* holandi* szkoł* zwoln* pracy lekarz* szefa {man} brudn*
        boję|boje .. jak|gdy|kiedy .. wraca|wypije|pije|krzyczy
        boję|boje . się|pomóżcie . {relative} pijany
        denerwuje .. boję
        uciec|uciekł*|ucieknę|schować|uciekam .. z . dziećmi|dzieckiem|synkiem|córką|nim|niego|męża|domu -- wojn*
        gdzie|nie .. uciec|schować .. dziećmi|nim
        jak ucieknę|odejdę .. dzieci|zabij*|zabierz*
        uciec jak . będzie
        dokąd ... torb* -- lotnis*
        rzuca|rzucał*|rzucił* .. rzeczami|talerz*|mną|dzieciach|czym|ścianę|krzesł* -- wspollokator* śmieci
        krzyczy .. przy dzieciach
        mówi|straszy|grozi|powiedział .. zabierze|zabiorą|wywiezie|odbierze .. dzieci|małe|syna|córk* -- szkoł* veilig jeugdzorg
        straszy .. zabier*|zabior* .. dzieci|małe
        siniak*|podbit* .. ma|mówi|przychodzi|rękaw*|upadł*|spadł* -- szkoł* sklep* szef* wypad* hokej*
        ma|mam|przychodzi|z .. siniak*|podbitym|podbite -- szkoł* sklep* szef* wypad* klas*
        nie . daje|dawał . mi|jej . pieni*|grosza|kart*|jeść|wychodz* -- {boss} agencj* bank gemeente urząd
        prosić .. każdy grosz
        nie . pozwala|pozwalał . mi|jej|żebym . pracować|uczyć|spotyk*|wychodz*|dzwon*|wyjść|widywać -- {boss} szef* agencj* lekarz zdrowi* kręgosłup*
        nie . mogę . spotyk*|widyw* .. koleżank*|rodzin*|nikim
        bez niego .. nikim|istniej*
        nikim|niczym bez niego
        wyzywa|wyzywał|obraża|poniża|upokarza|poniża|poniewiera|pomiata|terroryzuj*|gnębi|szczypie|popycha|policzkuj* . mnie|mną|ją|nas|całą|przy -- {boss} szkole prac* klas* koled*
        mnie|ją|mną . poniża|wyzywa|obraża|poniewiera|terroryzuj*|szarpie|popycha|niszczy|niewoli -- {boss} szkole prac* klas* koled*
        zniszczył*|zniszczyl|rozwalił|połamał .. mi|moje|mój . telefon*|papiery|dokument*|rzeczy -- sąsiad* pral* {stranger}
        popchnął|pchnął|uderzył|kopnął|dusił|złapał . mnie|ją -- {boss} {stranger} szkole obcy ulic* sklep* prac* {man} koleg* współlok*
        przystawi*|przyłoży* .. nóż|gardł*|szyi
        nóż .. szyi|gardł*
        znajdzie|zabije .. mnie .. jak|gdy|jeśli -- {boss} szef*
        jak .. pójdę|odejdę|zostawię .. znajdzie|zabije|zobacz*|deportuj* -- {boss} szef*
        mnie|nas . deportuj* .. zostawię|odejd*
        jak . wypije|pije ... boj*|lepiej|palc*|zmienia|drogi|wracać
        chodz* na palcach
        dzieci .. chow* . się
        chowają .. łóżko|szafie
        lepiej .. nie . wracała|wracał
        przewróciłam .. mówię|mowie
        makijaż* .. przykryw*|zakryw*|siniak*
        przykryw*|zakryw* .. makijaż*|siniak*
        stanął .. obronie
        służąc* .. teści*|traktuj*|trzymaj*
        teściow* .. trzymają|służąc*
        zmusi*|zmusza*|przymus* .. ślub*|małżeńst*
        ślub* .. zmusz*|siłą
        {relative} .. zabiera|odbiera|bierze . mi|moją|moje|wszystkie|jej . wypłat*|pieni*|telefon*|kart*
        były|byly|ex|eks . mąż|chłopak|partner|facet|narzeczony . stoi|przychodzi|wali|wypisuje|nachodzi|pisze|dzwoni|śledzi|nie|grozi -- alimenty dziecko szkoł*
        ex|eks .. grozi|śledzi|nachodzi|straszy|wali|szantaż*
        wali|walił|dobija . się|w|do . drzwi
        wydziela . mi . jedzeni*|pieni*
        trzyma|ma|zabrał .. moją . kartę
        wyrwał|wyważył|kopie .. drzwi -- złodziej* policj* włam*
        pijany ... porozbijał*|rozbija*|wali|krzyczy|demoluj*|dziećmi|dzieckiem
        zamknięta|zamknęłam .. pokoju|łazience .. z|bo|on|dziec*
        dzieckiem|dziećmi zamknięt*
        on tu jest
        cicho|szybko .. piszę|pisze .. on|mąż|bo
        on|mąż .. śpi obok
        nie . dzwoń*|dzwońcie|dzwoncie|pisać|pisz .. on|mąż|bo .. odbiera|mąż|domu|czyta|telefon
        piekło .. domu
        dom . to . więzieni*|piekło
        małżeństw* .. niszczy|nie mogę|uciec
        rękoczyn*
        awantur* .. ciągle|codziennie|pij*|dzieci
        ciągle awantur*
        bierze . mnie . siłą
        zdradza . i . bije
        bije|tłucze|leje|katuje .. mnie|mi|nas|ją|jej|dzieci|dziecko -- {stranger} kieszeni rekord {boss} prąd szkole klasie koledzy kolega klas* sąsiad* głow* rękord po
        koleżankę|siostrę|sąsiadkę|mamę|córkę|znajomą|przyjaciółkę . bije|leje|dusi
        jest|była bita|bity -- szkol* klas* {boss}
        trzyma* . mnie . za .. twarz|gardło|włosy|ręc*
        za gardło|włosy
        wyrzucił|wypchnął|zamknął|zamyka . mnie|ją|nas .. balkon|domu|mieszkaniu|pokoju|łazience|piwnicy|mróz -- {boss} szef*
        zabił* .. mi|naszego . psa|kota
        zainstalowa* .. telefon*
        wozi .. odbiera .. pracy ... nigdzie|sama
        podnosi|podniesie głos|rękę
        pęknięt*|rozcię*|opuchni* . warg*|głow*|twarz -- maszyn* prac* dentyst*
        rozcięła|rozciął|rozwalił . mi głowę|wargę|łuk
        {relative}|dziadek .. znęca . się
        krzyczy .. noc* ... uderz*|bije|słychać
        słychać .. uderz*|krzyk*|bicie
        kopie|bije|szarpie|katuje .. dziecko|psa|żonę|babci*
        nie|czy .. jestem|jest|być . bezpieczn* . w|domu|u -- dzieln* miast*
        gdzie . możemy|mogę . być . bezpieczn*
        dostaję|dostaje . w twarz
        po twarzy
        on . jest . agresywn*
        {relative} .. agresywn*|tyran*|terroryzuj*|sadyst*
        on .. niszczy|zabije|dusi . mnie
        on . się . znęca
        policj* ... on . dalej|będzie . gorsz*|tu
        on . będzie gorszy
        jak . pomóc|ją ratować .. mąż|bije|siniak*
        nikt . mi . nie . uwierzy
        mi nie uwierzy
        on|mąż|ojciec|facet .. wszystko . na siebie|niego
        bo|przez ojciec|męża|ojczym* -- zmarł* umarł* szuka
        rzuca .. we|w|o|do . mnie|mną|ścianę -- {boss}
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
        ktoś|koordynator*|współlokator*|wspollokator*|facet|kolega|on|szef|jeden|wlasciciel|właściciel|{boss} . wszedł|wchodzi|wszedl|włazi|przychodzi . do|w|mi .. mojego|nas|mnie|pokoju|łóżk*|łazienk* .. nocy|noc*|przebier*|łóżk*|prysznic*|głaszcz*|śpię
        wejść|włazi|wchodzi|kładzie|położył|pakuje . mi|się|do .. łóżka|łóżko|koło|obok -- {sick_words} kot pies dziecko
        wchodzi . do|mnie .. nocy
        wszedł .. pokoju .. nocy
        dali|dał|wsypał*|dosypał* .. coś .. picia|drinka|drink*|piwa
        film .. urwał*
        nic|nie . pamiętam ... obudził*|ubrani*|noc*|picia|impre*|siniak*
        obudziłam|obudzilam|obudziłem|obudzona .. on|bez|ktoś|nago . był|leżał|ubrania|na|majtek|bielizn*
        leżał|leży|był|położył . się . na mnie
        dobiera*|dobierał* . się|do|mnie . do|mnie|się|niej -- ubezp*
        się|do . do|mnie . dobiera*
        nie chciał* . a|ale|on|tego|przestał
        stało . się . coś|to ... nie chciał*|złego|wstydz*
        czego . nie chciał*
        całować|pocałować|obejmuj*|przytul*|obłapia* . mnie|ją|siłą -- mama babci*
        chce|próbuje|probuje|próbował* . mnie . całować|pocałować|rozebrać|zgwałc*|dotk*
        probował*|próbował* . mnie|ją . rozebrać|całować|dotykać
        zaczepia . mnie|ją
        mnie . zaczepia|obłapia|maca|dotyka|dotykał*|dotknął*|dotykają -- temat
        ją|ja|córkę|jej . dotykał*|dotyka|macał|dotknął
        dotyka|dotykał|dotykaja|dotknął|dotknął|głaszcze|ociera|maca . się|o . mnie|ją|kolan*|dziwnie|mi|nas -- temat problem
        dotyka* kolan*|ud*
        nie chcę|chce . żeby . mnie|dotyk* . dotyk*
        nagie|gołe|nagich|intymne|rozbierane . moje . zdjęci*|filmik*|film|foto*
        wyśle|wysle|wrzuci|opublikuj*|udostępni* .. moje|nasz|nagi* . zdjęci*|film*|nagi*|nagrani*
        grozi|szantaż*|straszy .. zdjęci*|film|filmik*|nagi* -- legitym*
        zdjęci*|filmik* ... szantaż*|porno|nag*|tyłk*
        przerobił .. zdjęci*
        nagrał|nagrywa|filmował*|filmuje|sfilmował . nas|mnie|i|jak .. wiedzy|zgody|rozbier*|seks*|prysznic*|przebier*
        filmowali|sciagneli|ściągnęli .. spodnie|majtki
        robi . mi . zdjęcia -- paszport*
        każe|kaze|kazał .. przychodzić|przyjść .. siebie|pokoju|biura .. zamyka|noc*|wieczor*
        biura .. zamyka drzwi
        nie zgodził* .. on|a .. zrobił
        co .. by .. ze . mną zrobił
        przyszła|przyjść|przyszla .. jego pokoju|łóżk*
        pisze . po . noc* . żebym
        bycie|być|bądź miła|miłą
        lepszy|lepsze|godziny|zmiany|umow* ... z . nim|mną . pójd*|prześpi*|pójść|spać|spotkam
        nie . prześpi*|przespi* . się
        prześpi*|przespi*|przespać . się . nim|mną|z -- noc
        szedł . za mną
        wciągnął|wciagnal|zaciągnął|zaciagnal|przyparł|przyparl|przycisn* . mnie|ją . w|do|na
        mnie . wciągnął|zaciągnął|przyparł|wciagnal . w|do|bramę
        napadł*|napadnięt*|napaść|napaści|napasc* . mnie|po|w|noc*|pomoc* -- portfel telefon* rower okrad* zabra* złodziej* pieniądz*
        została napadnięt*
        straszne rzeczy
        wykorzystał* .. pijan*|śpi*|mnie|ją|seks* -- dane danych umow* {papers} kart*
        ktoś|ja|ją . wykorzystał*|skrzywdził* -- dane danych kart* pesel numer bank* firm*
        pijana|upił|upil|upiła . i|mnie|a . on|po|wykorzyst* -- kierow* praw*
        upił|upil mnie
        zamarłam
        nie krzyczałam
        czuję|czuje się brudna|brudny|winna .. że|poszł*
        czuję|czuje się brudna
        wstydzę|wstyd .. mówić|powiedzieć|szef*|mi .. zrobił|nocy|mój|dobier*|facet*|krzywd*
        wstydzę . się .. to . był|zrobił
        myję się .. cały|po
        po . tym|tamtej|tej . co .. zrobił|stało|nocy|się
        od . tamtej|tej nocy
        z tamtej nocy
        co . mi . zrobił* -- {boss} bank* agencj* lekarz dentyst*
        zrobił* . mi|jej|coś . to|krzywdę|coś . na|siłę|złego|krzywd* -- dentyst*
        mi|nam|jej . zrobił* . krzywd*
        na siłę ... zrobił*|dziewictw*|całow*|rozbier*|straci*
        dziewictw*
        zmusił*|zmuszał*|zmusza . mnie|ją|do|go . do|seks*|robienia|łóżk*|całow* -- prac* robot*
        szef|on|kierownik|kolega . ją|mnie zmusił
        dobrze .. robienia mu
        csg
        ongewenst gedrag
        vertrouwenspersoon .. pracy|firmie|praca -- szkoł* school
        boj* .. spać .. facetami|mężczyznami|nim|pokoju|obcy*
        boj* .. facetami|mężczyznami|nim . sama
        boj* .. zostawać|zostać|być .. nim . sama|sam
        nim sama -- prac*
        boją|boimy|boję . się .. prysznic*|łazienk*
        stoi . nade|nad mną
        śpię ... stoi|patrzy|dotyka|kładzie
        zamek|zamka|klucza .. drzwi* .. on|facet* -- zgubi*
        chłopcom|dziewczynk* .. robi|dotyka* --
        trener|ksiądz|nauczyciel|wujek|masażyst*|lekarz|pan .. dotyka*|dotkn*|robi coś
        ręce|rękę|reke|łapy .. majtki|majtk*|fartuch|bluzk*|spodni*|stanik*|spódnic*
        za . bok|tyłek|cycki|piersi|pupę
        łapie|lapie|złapał|zlapal . mnie|ją . za|w .. tyłek|pupę|bok|piersi|chłodni|kącie|krocz*
        komentuj*|gwiżdż* .. cycki|tyłek|ciało|piersi
        nago|goły|bez majtek .. chodzi|łapie|wchodzi|stoi|przychodzi
        chodzi . nago|goły
        wciągnął .. pokoju
        chciał*|chce .. seksu -- {sick_words} recept* antykoncep*
        miejsc* intymn*
        propozycj* .. hotel*|niemoraln*|seks*
        hotelu .. propozycj*
        odmówiłam .. mu|jemu
        go . odepchn*
        koordynator*|szef* ... zapłakan*|płak*
        krwawi* .. płak*|skrzywdz*|upił|zrobił
        skrzywdził*|skrzywdzil*
        jak byłam|byłem mała|mały|dzieckiem .. ktoś|mi|robił|wujek
        trzech|kilku|dwóch . ich|było . było|ich .. nie|uciec
        trzech|kilku ich było
        było . ich kilku|trzech|dwóch
        pobrać ślady
        ślady .. pobrać
        hiv .. napaś*|gwał*
        zaraził* .. zmusił*|gwał*
        podwózk*|podwózkę|auto|auta . skręcił . las
        skręcił .. las
        boli . mnie . dole
        ubrania .. nocy
        siniaki .. udach
        kamer* .. przebieral*|łazienk*|prysznic*
    """,
}

"""Polish: life in danger. The words in braces are groups of the package."""

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
        oparzył*|oparzon*|poparzył*|poparzon* ... twarz*|ciał*|plec*|nog*|wrzątk*|kwas*|chemi*|cał*|oczy|oczach|olej* -- lekko blizny {sick_words}
        cał*|twarz*|plecy .. oparzon*|poparzon*
        nie . rusza|ruszają|ruszał* . się|ręką|nogą|prawą|lewą|połową
        ratunku
        wypił*|połkn*|połyk*|napił* .. płyn*|denaturat*|wybielacz*|kwas*|rozpuszczaln*|detergent*|kapsułk*|magnes* -- dużo
        topielec|tonie|utonął*|utonęł*
        wypadek|wypadku|zderzeni*|zderzył* + ranni|rannych|ranny|ranna|krew|leży|nieprzytomn*|uwięzion*|zakleszcz* -- temu
        ranni|rannych -- odszkodowan*
        dachował*
        potrącił* ... leży|krwi|krew|nieprzytomn*|rusza|ranny
        przygniotł*|przygniotl*|przywalił*|zasypał*|przygniot* . go|ją|kolegę|mnie|człowieka|nas|ich|ludzi -- śnieg temu
        spadł*|wypadł* .. dachu|rusztowan*|wysokości|piętra|drabiny|okna|balkonu|schodów -- zabezpiecz* blizny zgłosił {sick_words} tydzień tygodniu miesiąc miesiącu wczoraj siniak* siniaki
        wybuchł*|wybuchn*|eksplozj*|eksplodow* -- wojna wojny
        ogień|ogniu|płomien*|płonie|pożar + ludzie|ludzi|domku|domek|budynek|chłopak|człowiek
        chlor*|kwas*|żrąc*|ług|chemi* .. oczy|oczach|oku|twarz*|skór*|pali
        twarz*|oczy|oka|oku .. żrąc*|chlor*|kwas*|chemi*
        spuchł*|puchnie|opuchł* .. język|gardło|twarz|usta .. mówić|oddych*|nie|połykać
        siny|sina|sine|zsiniał* . się|zrobi*|leży|łazience|robi*
        robi|robią|zrobił* . się|całe sine|siny|sina
        leży siny|sina|bez|nieprzytomn*|zakrwawion* -- podatk*
        uczulen*|alergi*|użądl* ... epipen*
        poród|porod|porodu .. zaczął|zaczyna|zaczęł*|trwa
        główka|główkę . widać|wychodzi
        odeszły . wody
        bredzi|majaczy|bełkota*
        oślepł*
        dostał*|zaatak*|rzuca|biega|goni|lata . się|z .. nożem|siekierą|maczetą|tasakiem
        biją . się .. noże|nożach|noży
        strzelają|strzelanin* -- film gra
        pobili|pobity|pobił* ... rusza|krew|nieprzytomn*
        zaraz|chyba zemdleję
        rękę|ręka|palce|dłoń|nogę .. maszynie|maszynę|prasie|prasę|taśmociąg* -- temu
        się dusi -- pomieszczeniu upał* gorąc*
        boli|bolą .. serce|serca -- złaman*
        klatka|klatce|mostk* .. pali|piecze|ściska|boli|kłuje|gniecie
        drętwieje|zdrętwiał*|sparaliżowa* .. pół|połowa|ciała|ciało|stronę|strona
        nagle + przestał*|stracił*|straciłem + widzieć|mówić|chodzić|wzrok|czucie
        nie . rusza|czuje|czuję .. nóg|rąk|nogi|ręki|nogami
        najgorszy ból
        sztywny kark
        wysypk* ... blednie|blednące|szklank*
        uderzył* .. głow* ... wymiot*|rzeczy|nieprzytomn*
        od rzeczy
        złamani* otwarte
        otwarte złamani*
        kość|kości . widać|wystaje|wyszł*
        widać|wystaje kość
        zawalił* ... ludzie|ludzi|kolega|pod
        nie kontaktuje
        mdleje|mdleję|omdlewa
        brzuch twardy
        kaszel .. szczekan*
        palce|palec|paluszk* .. kontaktu|gniazdk*
        wsadził*|włożył* .. kontaktu|gniazdk*
        oczy otwarte
        przewraca|wywraca .. oczami
        znaku|oznak życia
        stracił* oko
        odprysk*|opiłek|opiłk* ... oko|oku|krzyczy -- tygodnia tygodnie temu
        winda .. spadł*
        trzęsie . się .. sin*|oczami|drgaw*
        charczy|rzęzi
        zamarza|wychłodz*|hipotermi*
        help help
        krew .. uszu|ust|kupie
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
        być|jestem|byłam|byłem|będę .. ciężarem
        napisał*|pisze|wysłał* .. pożegnani*
        pożegnał*|żegna|żegnam|pożegna* . się .. mamą|nami|wszystk*|grupie|rodzin*|dziećmi -- prac* roboty
        coś . sobie . zrob*
        sobie . coś . zrob* -- jedzen* tatuaż
        boję . się . siebie
        sensu|sens .. ciągnąć|żyć|życia
        zasnąć|usnąć .. nie .. obudzić|obudz*
        zasnąć|usnąć|sen . na wieki|zawsze
        to|wszystko|myśl* + zakończyć|skończyć|kończyć + zawsze|myśl*|żeby -- umow* kontrakt studi* kurs szkoł* prac*
        skończę|skończy|kończę to
        siły|sił .. dalej .. to|ciągnąć|kończę|żyć
        odejść .. tego świata
        odejść na zawsze
        nie . mam . już . siły|sił . żyć
        tabletki|tabletek|leki|prochy + przygotowan*|uzbierał*|zbieram|odłożon*|odłożył*|odkładam|słoik -- apte* recept*
        zrobię|zrobić .. coś głupiego
        zrobię|zrobi .. głupiego
        już po mnie
        ostatnia wiadomość
        przepraszam wszystkich
        miejsca .. tym świecie
        mnie . zabraknie|zabrakło
        jutro|jutra|rana .. mnie . nie . będzie|było -- prac* domu urlop*
        mnie . jutro . nie . było|będzie -- prac* domu
        jakby|gdyby|jak|żeby . mnie . nie . było|będzie -- prac* domu urlop* kraju adres* holandii
        po . mojej śmierci
        powodu|powód .. żyć|żyje|wstać
        po co .. żyję|żyć|istnieć -- {sick_words}
        nie . ma|mam|mamy . po|dla co|kogo .. dalej|żyć|wstawać|jestem|czekać -- {boss}
        nie ma po co -- dzwonić tam iść
        nie . boję . się . już . śmierci
        skręcić|wjechać|wjadę .. tira|drzewo|ścianę|pociąg
        auto|samochód|auta .. drzewo
        patrzę|patrze .. pociąg*|kanał|tory|dół .. myśl*|skocz*|piętro|wskocz*
        myśl* .. wskoczyć|skoczyć|rzucić|pod .. pociąg|kanał|wody|tory|pociągu|dół|most*
        tylko|prosto pod pociąg|tira
        zeby . wskoczyć
        mówi*|powiedz*|krzyczy|grozi|pisze .. skoczy|potnie|powiesi|zabije . się|żartuje -- {relative} mnie nas ceny
        krzyczy|powiedział*|mówi że skoczy
        rozdaję|rozdaje .. rzeczy .. potrzebne|nie
        napisał* . list .. dzieci|mamy|żony|rodziny|rodziców|matki
        nie doczekam|dożyję
        życie .. obrzydło|zbrzydło|straciło|bezsensu
        lepiej|wolę umrzeć
        kończy . się . moja|życie
        przedawkuj*
        nakarmi*|najem|najeść|nażre* . się tabletk*|proch*|lek*
        znowu|znów|się|ręce|żyły pocięł*|pociął|potnę|potnie|tnie -- maszyn* nożyk* palec
        robię|robi .. sobie|rany .. rany|żeby .. poczuć|sobie
        głosy .. mówią|każą|mowia
        żebym|żeby się zabił*
        miałem|miałam .. próbę ... myśli|samobój*|znowu
        blizny .. rękach|nadgarstk*|ręce
        sznur*|lina|linę .. szaf*|wisi*|kupił*|garaż*|łóżk*
        kocham was|mamę|go .. wybacz*
        wybaczcie
        strzeli*|strzelę .. łeb|głowę|skroń
        nic .. nie . trzyma + świecie|życi*
        koniec|finito ze . mną
        gdybym .. umarł*|zniknął*|zniknęł*
        nikomu .. brakować|brakowało|potrzebn*
        skończyło|skończy .. na zawsze
        gdyby nie dzieci|mama|córka|syn
        przy . życiu
        spokoju|spokój|sen .. wieczn*
        ide|idę|chcę|pójdę .. nieba
        tamten|tamtym świat|świecie
        żałuję .. obudził*
        myśl* .. najgorszy*|ostateczn*|końcu
        ostateczn* wyjści*|krok|rozwiąz*
        najczarniejsze
        czarne myśli
        zanim .. to zrobię
        dawno bym to zrobił*
        nie . ratujcie|ratuj
        powiedzcie|przekażcie .. kocham
        za późno dla mnie
        jeden krok -- dalej
        peronie|torach|balkonie|moście|mostu .. krok|skocz*|dół|ryczę|płaczę
        chodzę .. moście|torach
        czekać|czekam .. aż .. umrę
        po co .. czekać .. jutra
        żeby . nie . bolało .. jest|koniec|umrzeć|śmierć
        przestać istnieć
        ma .. datę ... pożegn*|śmierc*
        przestał* .. brać . insulin*|leki .. niech|chcę|umr*
        silnik .. garaż*
        odebrać .. życie
        powiedział*|mówi* .. śmierci -- teści* polis* {sick_words}
    """,
}

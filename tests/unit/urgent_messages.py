"""Messages that say plainly what is wrong, and neighbours that are no emergency, one a line."""

from __future__ import annotations

PLAIN = {
    "pl": {
        "medical_emergency": """
            mąż ma zawał
            kolega przestał oddychać
            ona nie oddycha
            brat jest nieprzytomny
            córka zemdlała i nie reaguje
            wezwijcie karetkę
            potrzebna karetka szybko
            jak wezwać pogotowie
            mocno krwawi i nie da się zatamować
            chyba ma udar, wykrzywiło mu twarz
            pali się nasz domek, ludzie są w środku
            kolegę poraził prąd
            dziecko połknęło baterię
            on umiera
            silny ból w klatce piersiowej
        """,
        "suicidal_thoughts": """
            chcę się zabić
            nie chcę już żyć
            myślę o samobójstwie
            mysle o samobojstwie
            nie chce mi sie zyc
            powieszę się
            chcę umrzeć
            chciałabym nie żyć
            napisałam list pożegnalny
            skoczę pod pociąg
            lepiej by było gdybym umarł
            nie zabiję się, ale często o tym myślę
            kolega chce się powiesić
            zabije sie dzisiaj
            koniec ze mną, żegnajcie wszyscy
            boję się, że sobie coś zrobię
            lepiej wszystkim będzie, jak mnie zabraknie
        """,
        "exploitation": """
            szef zabrał mi paszport
            agencja trzyma nasze dowody
            kordynator wziął mój dowód i nie chce oddać
            zabrali nam paszporty
            nie chcą mi oddać paszportu
            szef nam grozi
            zmuszają nas do pracy
            jestem zmuszana do prostytucji
            zamykają nas na klucz w nocy
            jesteśmy jak niewolnicy
            handel ludźmi
            paszport zabrał mi gospodarz
            baas zabral mi id
            szef mnie uderzył
            nie wypuszczają nas z domu
            muszę odpracować dług u agencji
            nie wolno nam wychodzić bez pozwolenia
            jak uciec od szefa
        """,
        "homeless": """
            nie mam gdzie spać
            nie mamy dziś gdzie nocować
            śpię na ulicy
            spimy na dworcu
            śpię w samochodzie
            jestem bezdomny
            zostałam na ulicy
            szukam noclegowni
            potrzebuję noclegu na dziś
            gdzie mogę przenocować dzisiaj
            wyrzucili nas na ulicę
            jestesmy bez dachu nad glowa
            stoimy na chodniku z walizkami
        """,
        "domestic_violence": """
            mąż mnie bije
            bije mnie partner
            chłopak mnie pobił
            maz mi grozi
            żona mnie bije
            ojciec bije mamę
            boję się męża
            przemoc domowa
            przemoc w rodzinie
            partner zamyka mnie w domu
            on mnie bije
            mąż powiedział że mnie zabije
            mąż mnie nie bije, ale mi grozi
            boję się wracać do domu bo on pije
            teściowa mnie bije
        """,
        "sexual_violence": """
            zostałam zgwałcona
            ktoś mnie zgwałcił
            to był gwałt
            molestuje mnie szef
            molestowanie w pracy
            obmacuje mnie kolega
            dotyka mnie bez zgody
            łapie mnie za tyłek
            zmusił mnie do seksu
            napastowanie seksualne
            szef chce seksu
            kierownik proponuje seks za lepsze godziny
        """,
    },
    "ro": {
        "medical_emergency": """
            bunica respira foarte greu si are buzele vinete
            l-a prins curentul pe un coleg si nu mai misca
            copilul a inghitit o baterie
            soțul are infarct
            colegul nu mai respiră
            nu pot să respir
            mama este inconștientă
            a leșinat și nu răspunde
            chemați ambulanța
            sun la salvare acum, vă rog trimiteți ambulanța
            am nevoie de ambulanță
            sângerează foarte tare
            nu se oprește sângele
            cred că a făcut accident vascular
            arde casa și sunt oameni înăuntru
            s-a curentat la muncă
            copilul a înghițit o baterie
            fratele meu moare
            mă doare pieptul foarte tare
        """,
        "suicidal_thoughts": """
            simt ca sunt o povara pentru toti
            am strans pastile si ma uit la ele
            nu mai vad nicio scapare
            vreau să mor
            vreau sa ma omor
            nu mai vreau să trăiesc
            mă gândesc la sinucidere
            ma sinucid
            am gânduri de sinucidere
            mă spânzur
            vreau să-mi iau viața
            am scris o scrisoare de adio
            mă arunc în fața trenului
            mai bine muream
            nu mă sinucid dar nu mai vreau să trăiesc
            prietenul meu vrea să se omoare
            mai bine ar fi fără mine
        """,
        "exploitation": """
            pasapoartele sunt la sefa in seif
            lucrez pana imi platesc datoria la el
            daca plecam zice ca ne omoara
            șeful mi-a luat pașaportul
            patronul ne-a luat buletinele
            mi au confiscat actele
            agentia imi tine pasaportul
            nu vor să-mi dea pașaportul înapoi
            coordonatorul a luat actele noastre
            pasaportul mia fost luat de sef
            șeful ne amenință
            ne obligă să muncim
            sunt forțată să mă prostituez
            ne încuie noaptea în casă
            muncim ca niște sclavi
            trafic de persoane
            baas mi-a luat id
            patronul m-a bătut
            nu ne lasă să plecăm de aici
        """,
        "homeless": """
            suntem in gara cu doi copii
            m-a dat afara gazda acum, stau cu bagajele in gara
            nu am unde să dorm
            n-am unde dormi la noapte
            nu avem unde sta la noapte
            dorm pe stradă
            dormim in gara
            dorm în mașină
            sunt pe stradă cu bagajele
            am rămas pe drumuri
            caut un adăpost
            unde pot dormi la noapte
            ne-au dat afară noaptea în frig
            nam unde dormi
        """,
        "domestic_violence": """
            sotul meu ma tine de gat si tipa la copii
            copiii se ascund cand vine el beat
            soțul mă bate
            ma bate barbatul
            iubitul m-a lovit
            prietenul meu mă amenință
            tata o bate pe mama
            soția mă bate
            mi-e frică de soț
            violență domestică
            violenta in familie
            bărbatul mă încuie în casă
            soțul a zis că mă omoară
            fostul mă amenință
            m-a strâns de gât
            soțul nu mă bate dar mă amenință
            mi-e frică să merg acasă
        """,
        "sexual_violence": """
            m-am trezit fara pantaloni si nu stiu ce s-a intamplat
            mi-a pus mana pe coapsa la birou
            am fost violată
            m-a violat
            un viol
            șeful m-a pipăit
            mă pipăie la muncă
            hărțuire sexuală
            agresiune sexuala
            m-a obligat să fac sex
            m-a forțat la relații sexuale
            abuz sexual
            pune mâna pe fundul meu
            șeful vrea să mă culc cu el
        """,
    },
    "bg": {
        "medical_emergency": """
            не усеща едната си ръка и говори завалено
            ne moje da si poeme vyzduh
            детето глътна магнит
            мъжът ми получи инфаркт
            колегата не диша
            не мога да дишам
            майка ми е в безсъзнание
            припадна и не реагира
            викнете линейка
            трябва ми линейка
            как да извикам бърза помощ
            кърви много силно
            кръвта не спира
            мисля че е инсулт
            къщата гори и има хора вътре
            удари го ток
            детето глътна батерия
            брат ми умира
            силна болка в гърдите
            mujut mi polu4i infarkt
            ne moje da di6a
            viknete lineika
            v bezsuznanie e
        """,
        "suicidal_thoughts": """
            аз съм само тежест за всички
            ne vijdam nikakuv izhod
            събирам си хапчетата
            искам да умра
            ще се самоубия
            искам да се убия
            не искам да живея повече
            мисля за самоубийство
            ще се обеся
            не ми се живее
            написах прощално писмо
            ще скоча от моста
            искам да сложа край на живота си
            по-добре да умра
            няма да се самоубия, но мисля за това
            приятел иска да се самоубие
            iskam da umra
            ne mi se jivee
            shte se ubia
            mislq za samoubiistvo
        """,
        "exploitation": """
            документите ни ги държи агентът, не ни пуска
            ako si trugna 6te me nameri i prebie
            бригадирът иска рекет
            шефът ми взе паспорта
            взеха ни паспортите
            агенцията държи документите ни
            координаторът ми прибра личната карта
            не ми връщат паспорта
            паспорта ми е взет от шефа
            шефът ни заплашва
            принуждават ни да работим
            заключват ни през нощта
            работим като роби
            трафик на хора
            шефът ме удари
            не ни пускат да излизаме
            насилва ме да проституирам
            shefut mi vze pasporta
            vzeha ni lichnite karti
            zaklyuchvat ni v staqta
            ne mi vrushtat dokumentite
            shefa ni zaplashva
        """,
        "homeless": """
            стоим навън с куфарите
            v kolata sme s decata, studeno e
            няма къде да спя
            нямам къде да спя тази нощ
            нямаме къде да отидем
            спя на улицата
            спим на гарата
            спя в колата
            останах на улицата
            бездомен съм
            търся приют
            къде да преспя тази вечер
            изгониха ни навън през нощта
            nqma kude da spq
            spq na ulicata
            nqmame kade da otidem
            spim v kolata
        """,
        "domestic_violence": """
            muja mi opria noj v gurloto mi
            като се напие децата се крият
            мъжът ми ме бие
            бие ме мъжът ми
            приятелят ми ме удари
            съпругът ми ме заплашва
            баща ми бие майка ми
            жена ми ме бие
            страх ме е от мъжа ми
            домашно насилие
            насилие в семейството
            заключва ме вкъщи мъжът ми
            мъжът ми каза че ще ме убие
            мъжът ми не ме бие, но ме заплашва
            maja mi me bie
            bie me priqtelqt mi
            strah me e ot maja mi
            domashno nasilie
        """,
        "sexual_violence": """
            сложиха нещо в чашата ми и не помня
            noshtem vliza pri men v staqta
            изнасилиха ме
            бях изнасилена
            шефът ме опипва
            колега ме опипа
            сексуален тормоз
            сексуално насилие
            принуди ме да правя секс
            пипа ме по гърдите
            шефът иска секс
            хваща ме за задника
            iznasiliha me
            seksualen tormoz
            shefa me opipva
        """,
    },
    "nl": {
        "medical_emergency": """
            mijn man heeft een hartaanval
            hij ademt niet meer
            ik kan niet ademen
            ze is bewusteloos
            hij is flauwgevallen en reageert niet
            bel een ambulance
            ik heb een ambulance nodig
            hoe bel ik een ambulance
            hij bloedt heel erg
            het bloeden stopt niet
            ik denk dat hij een beroerte heeft
            brand in huis en er zijn mensen binnen
            collega onder stroom
            mijn kind heeft een batterij ingeslikt
            mijn broer gaat dood
            erge pijn op de borst
        """,
        "suicidal_thoughts": """
            ik wil dood
            ik wil niet meer leven
            ik denk aan zelfmoord
            ik ga mezelf ophangen
            ik wil er een einde aan maken
            ik heb een afscheidsbrief geschreven
            ik spring voor de trein
            mijn vriend wil zelfmoord plegen
            ik maak mezelf van kant
            ik zie geen uitweg meer
            zonder mij is iedereen beter af
            ik ga geen zelfmoord plegen maar denk er vaak aan
            ik wil mezelf iets aandoen
            was ik maar dood, ik wil dood zijn
        """,
        "exploitation": """
            mijn baas heeft mijn paspoort afgepakt
            baas heeft mijn paspoort
            het uitzendbureau houdt onze paspoorten
            mijn id kaart is ingenomen door de baas
            ze hebben onze paspoorten afgepakt
            ik krijg mijn paspoort niet terug van de baas
            mijn baas bedreigt mij
            de baas dreigt met geweld
            we worden gedwongen te werken
            ze sluiten ons op in de kamer
            we worden als slaven behandeld
            mensenhandel
            de baas slaat mij
            we mogen niet weg
            mijn loon gaat naar zijn rekening
            ik word gedwongen tot prostitutie
        """,
        "homeless": """
            ik heb geen slaapplek
            ik heb geen plek om te slapen
            ik kan nergens slapen
            ik slaap op straat
            wij slapen in de auto
            ik ben dakloos
            waar kan ik vannacht slapen
            we staan op straat
            ik heb onderdak nodig vannacht
            daklozenopvang
            ze hebben ons op straat gezet
            ik slaap op het station
        """,
        "domestic_violence": """
            mijn man slaat mij
            ik word geslagen door mijn man
            mijn vriend heeft mij geslagen
            mijn partner bedreigt mij
            mijn vader slaat mijn moeder
            mijn vrouw slaat mij
            ik ben bang voor mijn man
            huiselijk geweld
            geweld thuis
            mijn partner sluit mij op in huis
            mijn ex bedreigt me
            hij slaat me
            mijn man slaat mij niet maar hij bedreigt mij
            hij zegt dat hij me vermoordt
            ik durf niet naar huis, ik ben bang voor hem
        """,
        "sexual_violence": """
            ik ben verkracht
            hij heeft mij verkracht
            ik ben aangerand
            mijn baas zit aan me
            seksuele intimidatie op het werk
            seksueel misbruik
            hij raakt me aan en ik wil dat niet
            hij dwingt me tot seks
            een collega pakt me bij mijn billen
            ik werd wakker en hij lag op mij
            mijn baas wil seks
            hij betast mij
        """,
    },
}

NEIGHBOURS = {
    "pl": """
        zgubiłem paszport
        ukradli mi paszport na dworcu
        paszport mi się skończył
        gdzie wyrobić dowód osobisty
        właściciel chce żebym się wyprowadził za miesiąc
        mam doła i nie mogę spać
        ile kosztuje karetka
        kto płaci za karetkę
        rachunek za karetkę
        kurs pierwszej pomocy
        jestem śmiertelnie zmęczony
        umieram z nudów
        umieram z głodu, gdzie jest sklep
        telefon mi padł
        jak zabić czas
        miałem wypadek w pracy w zeszłym miesiącu
        szef nie zapłacił
        szef mnie zwolnił
        jak zgłosić oszusta
        w pokoju jest pleśń
        dzieci biją mojego syna w szkole
        jakie dokumenty zabrać do gemeente
        muszę pokazać paszport w banku
        szef chce kopię dowodu
        ubezpieczenie bije mnie po kieszeni
        gdzie mogę spać z psem, hotel
        dziękuję, uratowaliście mi życie
        wyrzucili mnie z pracy
        komornik zabiera mi pół wypłaty
        boję się wychodzić z domu
    """,
    "ro": """
        sunt obosit dupa tura de noapte
        cat costa un pat la pensiune pe noapte
        mi-a luat seful concediul de odihna
        mi-e rusine sa spun la telefon ce ma doare
        unde citesc mesajele de la primarie
        mi-am pierdut cardul bancar
        mi-am pierdut pașaportul
        mi-au furat buletinul în tren
        mi-a expirat pașaportul
        unde fac buletin nou
        proprietarul vrea să plec luna viitoare
        sunt trist și nu dorm bine
        cât costă ambulanța
        cine plătește ambulanța
        factura de la ambulanță
        curs de prim ajutor
        sunt mort de oboseală
        mor de foame, unde e un magazin
        mor de râs
        mi-a murit telefonul
        cum omor timpul
        am avut un accident la muncă luna trecută
        șeful nu m-a plătit
        șeful m-a dat afară
        e mucegai în cameră
        copiii îl bat pe băiatul meu la școală
        ce acte trebuie la primărie
        angajatorul vrea o copie după buletin
        vreau să trăiesc aici mai mulți ani
        îmi trebuie un permis
        vreau acasă
    """,
    "bg": """
        трябва ли да подпиша договора веднага
        kak da smenq huisarts
        имам ли право да живея тук без работа
        работя навън и ми е студено
        takova studeno vreme li e vinagi
        взеха ми данък от заплатата
        загубих си паспорта
        откраднаха ми личната карта на гарата
        паспортът ми изтече
        къде се вади лична карта
        хазяинът иска да напусна следващия месец
        тъжно ми е и не спя добре
        колко струва линейката
        кой плаща линейката
        сметка за линейка
        курс по първа помощ
        умирам от глад, къде има магазин
        умирам от смях
        телефонът ми умря
        как да убия времето
        имах трудова злополука миналия месец
        шефът не ми плати
        шефът ме уволни
        има мухъл в стаята
        децата бият сина ми в училище
        какви документи трябват за общината
        шефът иска копие от личната карта
        искам да живея тук за постоянно
        взех си паспорта от посолството
        кога ще ми вземат пръстови отпечатъци за паспорт
        iztekla mi e lichnata karta
        zagubih si pasporta
        kolko struva lineikata
        shefa ne mi plati
    """,
    "nl": """
        ik ben mijn paspoort kwijt
        mijn paspoort is gestolen op het station
        mijn paspoort is verlopen
        waar vraag ik een id kaart aan
        de huisbaas wil dat ik volgende maand vertrek
        ik ben somber en slaap slecht
        wat kost een ambulance
        wie betaalt de ambulance
        rekening voor de ambulance
        cursus eerste hulp
        ik ben doodmoe
        ik ga dood van de honger, waar is een winkel
        ik lach me dood
        mijn telefoon is dood
        hoe kan ik de tijd doden
        ik had vorige maand een ongeluk op het werk
        mijn baas betaalt niet
        mijn baas heeft me ontslagen
        er is schimmel in de kamer
        kinderen slaan mijn zoon op school
        welke papieren heb ik nodig voor de gemeente
        mijn baas wil een kopie van mijn paspoort
        ik wil hier blijven wonen
        mag ik mijn hond meenemen
        de verzekering slaat nergens op
        mijn werkgever heeft mijn loon niet betaald
        wat slaan jullie op van mij
        ik zei nee tegen overwerk
    """,
}

"""Words that the scrubber knows by hand: what must stay, what must go, and what announces a name.

First names, surnames, cities abroad and everyday words stand in `scrub_words.json.gz`, made by
`scripts/scrub_words.py` from public lists and our own training phrases.
"""

from __future__ import annotations

from bot.text import fold, fold_bulgarian


def _words(text: str) -> frozenset[str]:
    return frozenset(form for word in text.split() for form in (fold(word), fold_bulgarian(word)))


DOMAIN = _words(
    """
    bsn pesel cnp egn егн digid brp rni ind uwv cak svb duo ggd ggz kvk zzp zzper zzp'er isk bso cao ww wia wmo wlz
    zvw
    ehic ekuz iban pin pdf sms nl pl ro bg eu ue sncu snf skj fnv cnv vng rvo rdw cjib lak ser gba koa mvv vog btw pit
    ozb kgb a1 s1 e301 u1 m46 abu nbbu bbb bkr hap hsk sna sgp cbr rvig lbio wsnp tozo wajong emn iom ngo
    gemeente gemeentehuis huisarts huisartsen huisartsenpost spoedpost tandarts apotheek ziekenhuis zorgtoeslag
    huurtoeslag kinderbijslag kinderopvangtoeslag kindgebonden toeslag toeslagen zorgverzekering zorgverzekeraar
    eigen risico belastingdienst uitzendbureau uitzendkracht loonstrook loonstrookje jaaropgaaf jaaropgave rijbewijs
    borg waarborgsom vakantiegeld vakantiedagen minimumloon uittreksel briefadres postadres deurwaarder jeugdzorg
    consultatiebureau kraamzorg basisschool inburgering transitievergoeding ontslag uitkering ziektewet bijzondere
    bijstand arbeidsinspectie arbodienst bedrijfsarts huurcommissie huurteam woningnet juridisch loket fairwork barka
    comensha fairpay lefo veilig thuis vluchtelingenwerk voedselbank leger heils rechtbank politie brandweer ambulance
    rijksoverheid mijnoverheid berichtenbox machtiging inspectie notaris kadaster hypotheek energietoeslag
    slachtofferhulp
    nederland nederlands nederlandse holland hollandia holandia holandii holandie holandią holandski holenderski
    niderlandy niderlandach niderlandzki olanda olandeza olandez olandezi olandia холандия холандски нидерландия
    нидерландски нидерландски polska polski polskiego polsce polske polak polacy polka polonez polonia polonezi
    poloneză
    romania rumunia românia român română românesc româneasca румъния румънски roemenië roemeens roemeense bulgaria
    bułgaria българия български българин българка bulgar bulgară bulgaars bulgarije polen pools poolse poolen
    niemcy niemiecki niemczech germania german germană германия немски duitsland duits belgia belgii белгия belgië
    europa european europejski europejska europese европа европейски ukraina ucraina украйна oekraïne anglia engels
    english angielski engleza английски dutch polish romanian bulgarian facebook whatsapp telegram viber messenger
    google gmail youtube instagram tiktok marktplaats funda pararius internet wifi online email mail paypal revolut
    euro eur pln ron lei leva лева лв zl zloty zlotych km kg covid corona korona koronawirus
    kerst pasen koningsdag ramadan wielkanoc crăciun paște коледа великден
    poniedziałek wtorek środa czwartek piątek sobota niedziela luni marți miercuri joi vineri sâmbătă duminică
    понеделник вторник сряда четвъртък петък събота неделя maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    styczeń stycznia luty lutego marzec marca kwiecień kwietnia maj maja czerwiec czerwca lipiec lipca sierpień
    sierpnia
    wrzesień września październik października listopad listopada grudzień grudnia ianuarie februarie martie
    aprilie mai
    iunie iulie august septembrie octombrie noiembrie decembrie януари февруари март април май юни юли август
    септември
    октомври ноември декември januari februari maart april mei juni juli augustus september oktober november december
    """
)
"""Never masked as a name: institutions, documents, benefits, countries, languages, days and months."""

FIRMS = frozenset(
    fold(" ".join(name.split()))
    for name in """
    otto; otto work force; otto workforce; tempo team; tempo-team; randstad; adecco; manpower; covebo; olympia;
    axidus;
    nl jobs; level one; levelone; e&a; e & a; carriere; carrière; hobij; ab vakwerk; t&s; t&s flexwerk; tence; timing;
    start people; startpeople; yacht; brunel; unique; luba; actief werkt; actief werkt!; abiant;
    agrarisch uitzendbureau;
    exotic green; flexcraft; flexspecialisten; flexworld; robin food; charlie works; euroworkers; eurojob;
    euro job; homejob;
    home job; polski work; fabpol; work & more; working talent; jobcenter; jobpower; job power; people in progress;
    persona;
    voorne putten; vip personeel; westflex; westlandpeople; westland people; personato; proflex; pro flex;
    contrain; driessen;
    in person; in-person; inperson; intop; job invest; jobinvest; kbs; maintec; maandag; olymp; oranjegroep; the link;
    tradiro; uitzendnet; vdt; werktalent; workx; youbahn; zeeuwind; hh inhouse; sba flex; sba euro; goodmorning;
    good morning;
    bol; bol.com; dhl; postnl; ups; fedex; dpd; gls; albert heijn; ah; ahold; jumbo; lidl; aldi; plus; dirk; coop;
    spar; picnic;
    crisp; flink; getir; gorillas; thuisbezorgd; uber; uber eats; deliveroo; action; zalando; amazon; primark;
    ikea; kruidvat;
    etos; hema; blokker; xenos; wibra; zeeman; mediamarkt; coolblue; wehkamp; asml; vdl; philips; tata steel; daf;
    scania; nedcar;
    vion; van rooi; westfort; esa; vanrooi meat; compaxo; plukon; storteboom; heinz; unilever; friesland campina;
    frieslandcampina;
    campina; lamb weston; mccain; farm frites; aviko; bakkersland; borgesius; nature's pride; greenery;
    the greenery; bakker barendrecht;
    hessing; heemskerk fresh; koppert; royal flora holland; flora holland; floraholland; rijk zwaan;
    rainbow growers; prominent; harvest house;
    growers united; van der valk; ceva; geodis; id logistics; kuehne; kuehne nagel; rhenus; xpo; arvato; docdata;
    ingram micro; ctac;
    syncreon; cevalogistics; post nl; skechers; nike; tesla; inditex; h&m; decathlon; bleckmann; radial; samsung;
    holland casino; schiphol;
    """.split(";")
    if name.strip()
)
"""Agencies and employers, folded. Short everyday words among them count only with a capital or after `AT_FIRM`."""

EVERYDAY_FIRMS = frozenset(
    "plus action flink unique start timing jumbo spar actief ah bol persona contrain maandag".split()
) | {
    "start people",
    "good morning",
    "the link",
    "in person",
    "prominent",
    "dirk",
    "yacht",
    "crisp",
    "picnic",
    "olymp",
    "esa",
    "kbs",
    "coop",
}

NICKNAMES = _words(
    """
    maciek macius krzysiek krzysiu krzychu tomek tomus wojtek zbyszek zbychu staszek stasiek jasiek janek józek franek
    antek olek aleks bartek mietek czesiek rysiek leszek lechu heniek jacek jurek grzesiek grzesiu radek sławek darek
    mirek wiesiek zdzisiek kazik kuba michał michałek paweł pawełek piotrek piotruś marcinek mariusz arek arkadiusz
    przemek dawid damian damianek adrian daniel danielek robert robercik andrzej andrzejek andrzejka jędrek artur
    arturek dominik szymon hubert kamil kamilek patryk łukasz łukaszek sebastian seba konrad oskar igor kacper filip
    mikołaj norbert waldek waldemar bogdan bogusław edward edek ryszard stanisław stefan tadeusz tadek witold witek
    wiesław zbigniew zdzisław zenon jerzy józef kazimierz krzysztof grzegorz jarosław jarek mirosław przemysław
    radosław sławomir tomasz wojciech bartosz bartłomiej mateusz maciej marcin marek jakub jan janusz jacek kasia
    kaśka
    kasiu gosia gośka asia aśka ania anka basia baśka beata bożena danuta danka dorota dorotka edyta elżbieta ela ewa
    ewka ewelina grażyna halina halinka hania hanna helena irena iwona izabela iza jadwiga jadzia janina joanna joasia
    jola jolanta julia justyna kamila karolina katarzyna kinga krystyna krysia lidia lucyna magda magdalena gosia
    małgorzata maria marysia marta martyna marzena mirosława monika natalia natalka ola aleksandra olga patrycja
    paulina
    renata sylwia teresa tereska urszula ula wanda weronika wiesława wioletta zofia zosia zuzanna zuzia agata
    agnieszka
    aga alicja ala andżelika barbara bogusia dominika elwira gabrysia gabriela ilona jagoda klaudia klara laura
    magdalena
    ionut ionuț ionel ionică nelu costel costică gigi ghiță ghita gheorghe george georgică vasile vasilică mihai
    mihăiță mișu
    nicu nicușor nicolae nae niculae marius mărius sorin sorinel florin florinel dorin dorinel viorel cristi
    cristian bogdan
    cătălin catalin călin adi adrian andrei andreiță alin alexandru alex sandu ștefan stefan fane fănel costi
    constantin
    dumitru mitică dănuț danut liviu lucian lucică marian marin octavian ovidiu petru petrică petre radu răzvan
    remus romeo
    sergiu silviu teodor teo tiberiu titi traian tudor valentin vali victor virgil vlad gabi gabriel ilie ioan ion
    iulian
    iosif emil eugen cosmin claudiu ciprian aurel aurelian maria mărioara marioara mia mirela mihaela elena lenuța
    ileana
    ioana ionela ana anca andreea alina alexandra adina adriana angela aurelia bianca camelia carmen cristina crina
    daniela
    diana doina dorina ecaterina cati elisabeta eugenia florentina florica floarea gabriela georgiana geta georgeta
    gina ina
    irina iulia larisa laura lavinia lidia livia liliana loredana luminița magda magdalena manuela mariana marina
    mădălina
    madalina monica nadia nicoleta nico oana olga otilia paula petronela rodica roxana ruxandra silvia simona
    sorina ștefania
    steluța tatiana valeria veronica victoria violeta viorica zoe denisa delia dana
    иван иванчо ваньо ванко георги гошо жоро гого димитър митко мите димо николай кольо ники коко петър пешо петьо
    пепи
    христо ицо ичо стоян тодор тошо васил васко стефан чефо атанас наско начо александър сашо алекс красимир краси
    пламен валентин вальо мартин марто борис боби борислав боян виктор вики владимир владо венцислав венци веселин
    весо
    галин димчо емил жельо живко здравко златко ивайло иво илия илиян ильо калоян кирил киро кристиян крис любомир
    любо
    людмил малин милен мирослав миро михаил мишо младен момчил огнян орлин павел петко пейчо радослав радо росен
    руслан
    румен румен сава светослав светлин симеон спас станимир стойчо теодор тихомир трифон филип цветан цецо чавдар
    явор янко
    мария марийка мими елена ели еленка иванка ваня йорданка данче пенка радка гинка маргарита маги стефка стефани
    снежана
    снежи силвия цветелина цвети десислава деси гергана гери габриела габи виолета вили ваня весела веселина
    виктория вики
    анелия ани анна антоания тони антоанета биляна боряна бистра валентина валя галина галя даниела дани диана дияна
    донка дора евгения жени ева екатерина кати елица емилия еми живка златка ивелина иви ина ирина кремена кристина
    лилия лили любка людмила мая магдалена милена миглена мирослава нели нина надя павлина петя полина поли ралица
    рали
    росица роси румяна руми радостина светла светлана силвана соня станка стела теодора теди цветанка юлия яна янка
    """
)
"""First names as people call each other; joined with the lists of `scrub_words.json.gz`."""

SURNAMES = _words(
    """
    nowak kowalski wiśniewski wójcik kowalczyk kamiński lewandowski zieliński szymański woźniak dąbrowski kozłowski
    mazur
    jankowski kwiatkowski wojciechowski krawczyk kaczmarek piotrowski grabowski zając pawłowski michalski król
    wieczorek
    jabłoński wróbel nowakowski majewski olszewski stępień malinowski jaworski adamczyk dudek nowicki pawlak górski
    witkowski walczak sikora baran rutkowski michalak szewczyk ostrowski tomaszewski pietrzak marciniak wróblewski
    popa popescu ionescu pop radu dumitru stan stoica gheorghe matei ciobanu rus constantin șerban lazăr marin florea
    dumitrescu stanciu tudor barbu cojocaru moldovan nistor munteanu dobre manole georgescu vasilescu petrescu diaconu
    toma dinu preda oprea voicu ene nedelcu mocanu muresan mureșan iordache olteanu neagu sandu văduva tănase
    rotaru ungureanu
    иванов георгиев димитров петров николов христов стоянов тодоров илиев василев атанасов петков ангелов йорданов
    маринов колев михайлов попов русев костов стефанов костадинов божинов асенов пенев цветков митев кирилов
    иванова георгиева димитрова петрова николова христова стоянова тодорова илиева василева атанасова петкова ангелова
    jansen janssen bakker visser smit meijer mulder bos vos peters hendriks dekker dijkstra brouwer hoekstra koster
    """
)

BEFORE_NAME = _words(
    """
    nazywam imię imie imieniem nazwisko nazwiskiem nazwiska pan pani panu panią panem pana państwo
    mă ma numesc numele prenumele cheamă cheama domnul domnu doamna domnișoara dl dna d-na d-nul
    казвам име името фамилия фамилията господин госпожа г-н г-жа г-ца
    heet naam voornaam achternaam meneer mevrouw dhr mevr mw
    mr mrs
    """
)
"""Words right before a person's name (a `się`, `este`, `ми е`, `is` may stand between)."""
BETWEEN = _words("się sie na mi mam to jest este e i și îl o ми е се си is van de i")

BEFORE_FIRM = _words(
    """
    agencja agencji agencje agencją agencje agencyjny firma firmy firmie firme firmę firmą biuro biura biurze
    zakład zakladzie
    fabryka fabryce fabryki hala hali magazyn magazynie szklarni szklarnia hotel hotelu osrodek ośrodek ośrodku
    camping campingu
    parku park szkoła szkole szkoly
    agenția agentia agenția agenției agentiei firmă firma firmei compania companiei fabrica fabrică depozit
    depozitul depozitului
    sera hotelul școala scoala
    агенция агенцията агенции фирма фирмата фирми завод завода склад склада оранжерия хотел хотела къмпинг училище
    училището
    uitzendbureau bureau bedrijf firma fabriek kas magazijn loods camping vakantiepark park hotel school
    basisschool kliniek
    werkgever
    """
)
"""Words right before a firm's, a school's or a camp's own name."""
AFTER_FIRM = _words(
    "bv b.v nv n.v gmbh ltd srl s.r.l s.a kft ооод еоод оод ад flex flexwerk uitzendburo workforce personeel payroll"
)

AFTER = _words(
    """
    w we u z ze do od dla przez koło obok przy pod przed na la in în din pe de la pentru prin cu lângă dinspre
    в във от до при за през чрез край към на със с bij in te van voor via uit naar door met near at from by
    """
)
"""Words after which somebody's, a firm's or a town's name may come, also in small letters."""

PROVINCES = _words(
    """
    drenthe flevoland friesland gelderland groningen limburg limburgu limburgii brabant brabancja brabancji overijssel
    utrecht zeeland zeelandia zelandia zelandii zuid-holland noord-holland noord-brabant twente veluwe betuwe randstad
    achterhoek
    """
)

HOME_CITIES = _words(
    """
    warszawa krakow kraków łódź wrocław poznań gdańsk szczecin bydgoszcz lublin białystok katowice gdynia
    częstochowa radom
    rzeszów toruń kielce gliwice zabrze bytom olsztyn opole elbląg płock wałbrzych tarnów koszalin kalisz legnica
    grudziądz
    bucurești bucuresti cluj timișoara iași constanța craiova brașov galați ploiești oradea brăila arad pitești
    sibiu bacău
    suceava botoșani satu buzău baia vaslui focșani târgu deva reșița slatina călărași giurgiu tulcea zalău
    софия пловдив варна бургас русе стара плевен сливен добрич шумен перник хасково ямбол пазарджик благоевград
    търново
    враца габрово видин монтана кюстендил кърджали ловеч силистра разград търговище смолян
    """
)

STREET_WORDS = _words(
    """
    snelweg onderweg terugweg uitweg werkweg omweg spoorweg landweg rijksweg fietspad wandelpad voetpad leerpad
    werkplein
    schoolplein marktplein parkeerplein omgang vakantiepark bungalowpark recreatiepark zonnepark speelpark
    ziekenhuispark
    rechtshof gerechtshof begraafplaats parkeerplaats standplaats werkplaats plaats speelplaats verblijfplaats
    woonplaats
    geboorteplaats weg laan straat plein kade dijk gracht singel hof steeg pad dreef markt arbeidsmarkt woningmarkt
    supermarkt vlooienmarkt rommelmarkt huizenmarkt afweg halverwege vanwege aanwezig
    """
)
"""Words that end like a street's name and are none."""

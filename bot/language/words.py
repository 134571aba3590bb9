"""Letters and small words that tell languages apart. Words stand as typed without diacritics, Bulgarian in both scripts."""

from __future__ import annotations

_LETTERS = {
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșțşţ",
    "bg": "бвгджзийклмнптфцчшщъьюя",
    "ru": "ыэёбвгджзийклмнптфцчшщъьюя",
    "uk": "іїєґбвгджзийклмнптфцчшщьюя",
    "tr": "ğışçöü",
    "de": "äöüß",
    "hu": "áéíóöőúüű",
    "es": "ñáéíóú¿¡",
    "nl": "ëï",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώς",
}
LETTERS: dict[str, tuple[str, ...]] = {
    letter: tuple(language for language, letters in _LETTERS.items() if letter in letters)
    for letters in _LETTERS.values()
    for letter in letters
}

_WORDS = {
    "pl": """jak jest sie nie czy mam moge gdzie co to ze na do za dla po od przez bez ale albo lub kiedy ile dlaczego
        prosze potrzebuje chce chcialbym chcialabym musze mnie mi moj moja moje mam ma sa byl byla bylo bede juz jeszcze
        tylko teraz kto ktory ktora jaki jakie jaka w z i o u tu tam tez zeby jesli pracy praca prace holandii
        pracuje szukam mieszkam dziecko dziecka szef szefa zaplacil pieniadze pieniedzy dzien dobry czesc dziekuje
        zameldowac lekarz lekarza ubezpieczenie umowa umowe zwolnili mojego moim jestem mamy pan pani nas nam ich""",
    "ro": """cum este sunt nu ce unde pentru cu din la in pe de si sau dar daca cand cat cati cate vreau trebuie am ai
        are avem aveti au mi ma imi sa se va un o care mai fac face pot poate putea fost acum aici acolo lucrez munca
        salariu salariul olanda ajutor copil copilul copilului meu mea mei mele seful patronul bani banii casa
        buna ziua salut multumesc rog vă va spital doctor doctorul medic familie acte contract contractul fara
        primarie primaria inregistrez caut platit dat zis nici tot ceva cineva dupa despre""",
    "bg": """как да се не си ли съм е са за на в с от до по и или но ако кога колко къде какво защо кой коя кои
        искам трябва мога може имам има нямам няма мен ми мой моя моето ме му го я тук там сега вече още само
        работа работя шеф шефа шефът пари заплата холандия дете детето лекар доктор помощ здравейте благодаря много
        след при без дали това този тази който която
        kak da se ne si li sam sum sym e sa za na ot do po ili no ako koga kolko kade kude kyde kakvo zashto za6to koi
        koj iskam trqbva tryabva triabva mora moga moje mozhe imam ima nqmam nyamam niamam nqma nyama men mi moq moqt
        moia moya tuk tam sega veche ve4e oshte o6te samo rabota rabotq rabotya rabotia shef shefa shefat 6ef pari zaplata
        holandia holandiq holandiya dete deteto lekar pomosht pomo6t zdravei zdraveite blagodarq mnogo sled bez dali
        tova tozi tazi obshtina obshtinata ob6tina zapisha zapi6a vzema doktor doktora izvadq izvadya registriram""",
    "nl": """hoe is het een de ik en niet wat waar wanneer waarom wie kan kun mag moet wil heb hebt heeft ben bent zijn
        van voor met op in aan bij naar uit om te dat die dit deze mijn mij me je jij u uw we wij ze zij er of maar als
        ook nog geen wel al dan hier daar nu zoek werk werkt baas krijg krijgt gaat gaan hulp huis huisarts kind kinderen
        geld loon betaald betalen nodig hallo dank bedankt goedemorgen goedendag graag inschrijven gemeente""",
    "en": """how is the a an i and not what where when why who can may must want have has am are was were of for with on
        in at to from that this my me you your we they there or but if also no yes do does did get need help work boss
        money please hello thanks thank it be my child children doctor house rent pay paid""",
    "uk": """як що де коли чому хто я ти ми ви він вона не це є та і або але якщо мені мене мій моя можу треба потрібно
        хочу маю працюю робота роботи гроші дякую добрий день допоможіть будь ласка для від про""",
    "ru": """как что где когда почему кто я ты мы вы он она не это и или но если мне меня мой моя могу нужно надо хочу
        есть работаю работа работы деньги спасибо здравствуйте помогите пожалуйста для от про у нас был была""",
    "tr": """nasil ne nerede zaman neden kim ben sen biz siz bu su ve veya ama eger icin ile var yok degil mi mu
        istiyorum lazim gerek benim bana merhaba tesekkurler yardim is calisiyorum para doktor ev kira nasıl""",
    "de": """wie ist das der die ein eine ich und nicht was wo wann warum wer kann darf muss will habe hat bin sind von
        fur mit auf an bei nach aus um zu dass dieser mein mir mich du sie wir es oder aber wenn auch noch kein arbeit
        chef geld bitte hallo danke brauche hilfe arzt wohnung""",
    "el": """πως τι που ποτε γιατι ποιος εγω εσυ ειναι δεν και ή αλλα αν θελω μπορω εχω για με σε απο το τα η ο μου
        δουλεια λεφτα γιατρο ευχαριστω γεια παρακαλω βοηθεια πώς πού είναι θέλω μπορώ έχω γεια""",
    "hu": """hogyan mi hol mikor miert ki en te mi ti ez az es vagy de ha nem van nincs kell akarok szeretnek tudok
        nekem dolgozom munka penz koszonom szia jo napot segitseg orvos lakas egy hogy a""",
    "es": """como que donde cuando por quien yo tu nosotros es el la los las un una y o pero si no para con en de del mi
        me puedo quiero necesito tengo hay trabajo trabajar dinero gracias hola ayuda medico casa jefe pagar""",
}
SMALL_WORDS: dict[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _WORDS.items()}

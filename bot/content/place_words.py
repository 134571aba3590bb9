"""Words that stand before the name of a town, and words that people put around it; all folded."""

from __future__ import annotations

from bot.text import fold

_INTRODUCERS = """
w we z ze do od kolo koło obok pod przy okolice okolicy okolicach miasto miescie mieście miejscowosc miejscowość
miejscowosci miejscowości miasteczku wiosce wsi gmina gminie gminy niedaleko blisko
in în din la langa lângă spre orasul orașul orasu oras oraș comuna satul primaria primăria zona judetul aproape
в във от до край към из при град гр градът град община общината общ близо около село v vav vuv vyv ot kraj krai kam kum
grad gr obshtina obstina obshtinata blizo okolo selo iz pri
te bij uit nabij gemeente omgeving stad dorp regio naar buurt richting plaats provincie
near from city town
"""
INTRODUCERS = frozenset(form for word in _INTRODUCERS.split() for form in (word, fold(word)))
"""What comes right before a place: "w", "din", "край", "gemeente"."""

_FILLERS = """
jestem mieszkam mieszkamy mieszka jestesmy jesteśmy pracuje pracuję tu tutaj teraz to a no obecnie ja my nl
sunt suntem locuiesc locuim stau lucrez aici acum eu noi de stam orasul
аз сам съм сме ние живея живеем работя тука тук сега се намирам az sam sum sym sme nie jiveia jiveq jiveem jivee jivea
zhiveya raboti rabotia rabotq tuka tuk sega se namiram живее намираме
ik ben woon wonen wij we zit werk hier nu mijn is het dichtbij en
i am live living we are hi hello
holandia holandii holland holanda olanda olandia nederland niderlandy niderlandach netherlands холандия нидерландия
nederlandia holandiq holandiia holandija tarile jos țările de
prosze proszę multumesc mulțumesc mersi va rog моля molia dank je bedankt cześć czesc dzien dobry buna ziua здравейте
woonplaats town city
"""
FILLERS = INTRODUCERS | frozenset(form for word in _FILLERS.split() for form in (word, fold(word)))
"""What people write around the name of their town when they are asked for it."""

_QUESTION_WORDS = """
ile gdzie jak jaka jaki jakie jakich czy co kiedy kto komu dlaczego czemu ktory która ktora ktore czego
cat cât cati câți cate câte cum unde ce cand când care cine de_ce pot vreau trebuie
колко как къде кога какво каква какви кой коя кое кои дали защо може трябва
kolko kak kade kude kyde koga kakvo kakva kakvi koi koq koia dali zashto moje triabva trqbva
hoe hoeveel waar wat wanneer welk welke wie waarom moet mag
chce chcę potrzebuje potrzebuję musze muszę moge mogę искам iskam wil
"""
QUESTION_WORDS = frozenset(form for word in _QUESTION_WORDS.split() for form in (word, fold(word)))
"""Words by which a message is a question rather than the name of a town."""

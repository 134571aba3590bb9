"""Dutch. Its rules also meet Dutch names inside other languages ("mensenhandel", "veilig thuis", "dakloos")."""

from __future__ import annotations

from bot.dialogue.urgent_rules.nl import coercion, danger, violence

GROUPS = {
    "boss": """baas* bazin chef* werkgever* leidinggeven* uitzendbureau* bureau coordinator* coördinator* agent agents agentschap
        voorman* ploegbaas* bemiddelaar* eigenaar* huisbaas* verhuurder* bedrijf manager* supervisor* boer teamleider* koppelbaas*""",
    "papers": "~paspoort* pasport* paspoorten id idkaart identiteitskaart* identiteitsbewij* papieren documenten pas paspport",
    "take": "pakt pakte pakken afgepakt ingepakt ingenomen afgenomen ingepikt neemt nam namen innam innemen gepakt weggenomen verstopt meegenomen inneemt geconfisqueerd opgehaald",
    "keep": "houdt hield houden bewaart vasthoudt achterhoudt achtergehouden bewaren vastgehouden verbergt",
    "strangers": "dief dieven politie douane marechaussee vliegveld consulaat ambassade gestolen trein tas rugzak zakkenroll* inbraak kopie gemeente scan",
    "threaten": "bedreigt bedreigd bedreigde bedreigen bedreiging* dreigt dreigde dreigen gedreigd dreigementen chanteert chantage",
    "lock": "opgesloten opsluit opsluiten sluit sluiten sloot sloten",
    "relative": """man partner vriend vader ex echtgenoot vrouw schoonvader schoonmoeder schoonfamilie stiefvader broer zoon verloofde vriendin
        exman expartner exvriend mannetje vent oom""",
    "beat": """slaat sloeg slaan geslagen mishandelt mishandeld mishandelde schopt schopte trapt wurgt wurgde gewurgd stompt mept sloeg duwt duwde knijpt
        aftuigt afgetuigd slaan mishandelen knijpt gooit gooide klappen verrot""",
    "elsewhere": "school klas klasgeno* collega buurman buurjongen* buren voetbal straat café heftruck auto fiets alarm club onbekende* kroeg pallet",
    "laughing": "lachen verveling honger nieuwsgierigheid telefoon batterij moe saai warmte plant kou schaamte tv",
    "paying": "kost kosten betalen betaal betaalt betaald rekening factuur vergoed* verzekering* risico cursus prijs gedekt nota",
    "long_ago": "jaar jaren geleden medicijnen vorig",
    "hij": "hij ze man vriend vader ex partner",
}

RULES = {**danger.RULES, **coercion.RULES, **violence.RULES}

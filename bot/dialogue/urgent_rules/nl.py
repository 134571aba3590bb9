"""Dutch."""

RULES = {
    "medical_emergency": r"""
        hartaanval | hartinfarct | kan\ niet\ (meer\ )?ademen | ademt\ niet | krijg\w*\ geen\ lucht | bewusteloos | buiten\ bewustzijn
        | bloed\w*\ (heel\ )?(erg|hevig) | ambulance\ (nodig|bellen|sturen) | (bel|stuur|heb)\b.{0,12}\bambulance | gaat\ dood\b
    """,
    "suicidal_thoughts": r"""
        zelfmoord | suicid | zelfdoding | wil\ niet\ meer\ leven | wil\ dood\b | mezelf\ (iets\ aandoen|van\ kant) | einde\ aan\ mijn\ leven
        | maak\ er\ een\ eind\ aan
    """,
    "exploitation": r"""
        (baas|chef|bureau|uitzendbureau|werkgever|coordinator|agent|hij|ze)\b.{0,25}\b(heeft|houdt|pakte|nam|hebben|houden)\b.{0,20}\b(paspoort|id|papieren|identiteitskaart)
        | (paspoort\w*|papieren|identiteitskaart)\b.{0,20}\b(afgepakt|ingenomen|afgenomen) | afgepakt\b.{0,20}\bpaspoort
        | mensenhandel | gedwongen\ te\ werken | dwing\w*\ (mij|me|ons)\b.{0,12}\bwerk | als\ slaven? | (sluit|sluiten)\ ons\ op
        | (baas|chef|werkgever|uitzendbureau)\b.{0,20}\b(bedreigt|dreigt)
    """,
    "homeless": r"""
        (geen|nergens\ een)\ (slaapplek|slaapplaats|plek\ om\ te\ slapen|bed\ voor\ vannacht) | nergens\ (te\ |om\ te\ )?slapen
        | slaap\ (op\ straat|buiten|op\ het\ station|in\ mijn\ auto|in\ de\ auto|in\ het\ park) | ben\ dakloos | zijn\ dakloos | sta\w*\ op\ straat\ vannacht
        | daklozenopvang
    """,
    "domestic_violence": r"""
        (man|partner|vriend|vader|ex|vrouw|echtgenoot)\b.{0,20}\b(slaat|sloeg|mishandel\w*|bedreigt|wurg\w*|schopt)
        | huiselijk\ geweld | geweld\ thuis | bang\ voor\ mijn\ (man|partner|vriend|vader)
    """,
    "sexual_violence": r"""
        verkracht | aangerand | aanranding | seksueel\ (geweld|misbruik|geintimideerd) | seksuele\ intimidatie | zit\ aan\ me\b
        | (raakt|betast)\ me\b.{0,20}\baan
    """,
}

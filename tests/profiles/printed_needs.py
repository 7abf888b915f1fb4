"""“Wat hebben we nodig?” of the seven subregions, taken over from section 5.1 of the agenda, whole and to the letter.

Line breaks are joined; the number of the footnote in Zuid-Kennemerland is left out.
"""

# Per subregion the bullets of the agenda; each bullet is cut into the points in which the portal tells it.
NEEDS: dict[str, list[list[str]]] = {
    "almere-lelystad": [
        [
            "Gerichte netwerk- en clusterontwikkeling op de transities – met ook verbinding tussen de transities",
        ],
        [
            "Verbinding en samenhang tussen de versnellers Kennis & Talent, Ondernemerschap, "
            "Innovatiedistricten & Fieldlabs en Marketing",
        ],
        [
            "Verankering in nationale netwerken en internationalisering",
        ],
    ],
    "amstelland-meerlanden": [
        [
            "Als AM sluiten we graag aan bij de brede maatregelen voor ondernemerschap en kapitaal, zoals "
            "benoemd in hoofdstuk 4. Voor het innovatieve bedrijfsleven is het van belang om goed inzicht te "
            "hebben in het aanbod van financieringsmogelijkheden, dat is niet altijd duidelijk. Een "
            "routekaart is daarvoor goed middel.",
            "Daarnaast ervaren bedrijven, waaronder start-ups, in AM uitdagingen met het vinden van "
            "betaalbare huisvesting. Bij nieuwe bedrijfshuisvesting is bovendien vaak sprake van een "
            "onrendabele top, wat de vestigingsmogelijkheden verder beperkt. Het is daarom goed om de "
            "financiële mogelijkheden in beeld te brengen.",
        ],
        [
            "In AM streven we naar een beter inzicht in de arbeidsmarkt en een versterking van de helix "
            "samenwerking. We willen onder andere de verbinding tussen werknemers, bedrijven en opleidingen "
            "versterken.",
            "In meerdere gemeenten loopt het succesvolle programma ‘Zaai’ voor startende ondernemers. Dit "
            "programma willen we verder ontwikkelen, met een focus op het stimuleren, opleiden en coachen "
            "van start-ups en ondernemers.",
            "De helix-samenwerking Greenport Aalsmeer zet zich in om het tekort aan instroom van goed "
            "opgeleide werknemers te verkleinen en de aansluiting tussen bedrijfsleven en onderwijs te "
            "verbeteren.",
            "Verder zetten we in op onderwijs en het verbinden van de matching in de bouw- en "
            "technieksectoren door middel van een mbo-campus.",
        ],
        [
            "De deelregio AM is een belangrijke economische motor binnen de MRA en Nederland, niet alleen "
            "vanwege de centrale ligging en goede bereikbaarheid, maar vooral door de sterke sectoren, "
            "innovatieve bedrijven en strategische infrastructuur. Maar we moeten -letterlijk- niet gaan "
            "stilstaan. Belangenbehartiging gericht op de OV-verbinding noord/zuidlijn en het behoud van de "
            "stations Duivendrecht en Diemen-Zuid blijft nodig.",
        ],
        [
            "Voor een sterke digitale bereikbaarheid is het cruciaal om netcongestie aan te pakken. Een "
            "gezamenlijke lobby om dit probleem op te lossen is daarom van groot belang. Daarnaast is "
            "afstemming en beleidsontwikkeling van de digitale infrastructuur, waaronder datacenterbeleid, "
            "noodzakelijk. Een stabiel en toekomstbestendig energienetwerk is essentieel om nieuwe "
            "technologieën en innovaties te ondersteunen, waardoor de regio haar concurrentiepositie kan "
            "behouden en versterken. Het oplossen van netcongestie is dan ook niet alleen noodzakelijk voor "
            "de huidige economie, maar ook voor toekomstbestendige economische ontwikkeling.",
        ],
        [
            "We willen ook meer inzicht krijgen op de identiteit en profilering van onze werklocaties. "
            "Haarlemmermeer heeft daarvoor inmiddels een ruimtelijke economische uitwerking van de "
            "werklocaties opgezet en Uithoorn heeft een Bouwsteen Werklocaties opgesteld.",
            "We kunnen ondersteuning gebruiken in het ontwikkelen van werklocaties tot campus, zowel voor de "
            "sierteelt/greenport als andere sectoren als ICT. Het gaat daarbij onder andere om het in kaart "
            "brengen hoe we verschillende partijen aan boord krijgen betreft campussen en tevens "
            "campusinitiatieven combineren met onderwijs, stage en broedplaats (start-ups) om beter aan te "
            "slaan op de huidige markt en instroom van jongeren naar de formele werksfeer.",
            "Ook hebben we behoefte aan een fonds of lobby om deze samenwerking te bevorderen d.m.v. "
            "financiering of richtlijnen.",
        ],
        [
            "Als deelregio gaan we in gesprek met partners in de regio als Amsterdam Economic Board (AEB), "
            "Rom InWest, Greenport Aalsmeer, maar ook met lokale ondernemersverenigingen over "
            "innovatiekracht met maatschappelijke impact. Doel van deze gesprekken is meer inzicht uit de "
            "markt en de markt ook zeggenschap geven over positionering van het toekomstig economisch "
            "profiel van AM.",
            "Ook hebben we behoefte om gezamenlijk in kaart te brengen van de grootste huidige innovatie "
            "ontwikkelingen van bepaalde industrieën.",
        ],
    ],
    "amsterdam": [
        [
            "Amsterdam is momenteel bezig met een diepgaand onderzoek naar de beste manier om zich als stad "
            "te positioneren en wat daarvoor nodig is. Als dit onderzoek is afgerond kan hier meer over "
            "gedeeld worden.",
        ],
    ],
    "gooi-en-vechtstreek": [
        [
            "(Pré) competitieve samenwerking organiseren Samenwerking en netwerkvorming gaat niet vanzelf. "
            "Het opbouwen en uitbouwen van de media2.0 community vraagt veel inzet. Tegelijkertijd is de "
            "noodzaak tot versterking van de samenwerking tussen en met kennisinstellingen ook een kwestie "
            "van capaciteit beschikbaar krijgen om dit te organiseren. Doorontwikkeling van de "
            "campusorganisatie is hiervoor onontbeerlijk. Dat vraagt ook om continuïteit in "
            "overheidsfinanciering.",
        ],
        [
            "Innovatie aanjagen Innovatie aanjagen vraagt om het wegnemen van drempels die (jonge) bedrijven "
            "tegenkomen. Dat betekent organiseren van laagdrempelige hubs/ labs/werkplaatsen, het creëren "
            "van broedplaatsomgeving, het opzetten van start-up programma’s en startprojectfinanciering. Dit "
            "zal beschikbaar moeten komen door inzet en budgetten van de diverse partijen, waaronder de "
            "overheid. De laatste heeft met name een rol vanuit het maatschappelijk belang dat deze sector "
            "heeft voor Nederland.",
        ],
        [
            "Lobbykracht organiseren Het belang van een onafhankelijke media sector wordt nog te weinig "
            "onderkend. Dat in een periode waarin, helaas de geopolitieke ontwikkelingen meer dan ooit laten "
            "zien dat de macht van big-tech partijen, discussies over fake news en filterbubbling onze "
            "democratische waarden en samenleving onder druk zetten. Daar ligt een belang groter dan die van "
            "de regio, groter dan die van de MRA en op zijn minst op landelijk niveau. Het organiseren van "
            "draagvlak en commitment ook op landelijk niveau vraagt een gezamenlijke lobby inzet. Ook bij "
            "deze transitie naar nieuwe media en voldoende middelen en menskracht.",
        ],
    ],
    "ijmond": [
        [
            "Samenwerking ontstaat niet vanzelf, maar is een resultaat van gerichte, langdurige inzet op het "
            "tot stand brengen van ‘verbindingen’. Dit geldt voor elke fase van de ecosysteemontwikkeling. "
            "De inzet van de IJmond is om de bedrijfsnetwerken blijvend te versterken en deze te activeren "
            "rondom de gedeelde (innovatie)agenda’s.",
            "Hierbij is het belangrijk dat ook belangrijke partijen van buiten de regio zich meer aan de "
            "inspanningen van de regio gaan verbinden. Het bovenlokaal uitdragen van het innovatieprofiel "
            "kan hier aan bijdragen.",
            "Ook in lobby liggen kansen om op MRA-niveau meer samen op te trekken in het uitdragen van het "
            "innovatieklimaat.",
        ],
    ],
    "zaanstreek-waterland": [
        [
            "Sterke samenwerking met en tussen MRA, Amsterdam Economic Board en ROM InWest, "
            "onderwijsinstellingen en bedrijfsleven. Concreet gemaakt door bijvoorbeeld een MRA "
            "bedrijven/kantorenloods, waar dus ook de betrokkenheid van de vastgoedsector voor nodig is.",
        ],
        [
            "Binnen de versterkte helix samenwerking meer betrokkenheid van kennis-/onderwijsinstellingen om "
            "bijvoorbeeld regionale vestigingen op te zetten. Concreet denken we bijvoorbeeld aan versterkte "
            "samenwerking met de Amsterdam Green Campus (UvA en HvA) en mogelijk de WUR om het beoogde "
            "food-cluster meer innovatiekracht te geven.",
        ],
        [
            "Financiering van een pilot voor de samenwerking van techniekopleidingen boven het "
            "Noordzeekanaal. Op deze as van techniekopleidingen (Velsen, Zaanstad, Purmerend) richt de pilot "
            "zich op automatisering/ robotisering, verduurzaming en circulaire economie.",
        ],
        [
            "Financiën om pilots te initiëren: bijvoorbeeld een publiek-privaat investeringsfonds voor innovatief MKB.",
        ],
        [
            "Mede financiering vanuit het Rijk voor de ontwikkeling van de shared facility voor start/ "
            "scale-ups in de eiwittransitie.",
        ],
        [
            "In de circulaire (hout)- bouw het wegnemen van overbodige en tegenstrijdige regelgeving.",
        ],
    ],
    "zuid-kennemerland": [
        [
            "Voor de komende jaren is het noodzakelijk om de hardware, software en orgware rond onze "
            "innovatiehubs verder te versterken en waar kansrijk nauw met elkaar te verbinden. Centrale "
            "pijler daaronder is doorontwikkeling van een volwaardig actief innovatie-ecosysteem gebaseerd "
            "op helix samenwerking (bedrijven – kennisinstellingen – overheden – inwoners).",
        ],
        [
            "Inzet op talentontwikkeling en betere aansluiting arbeidsmarkt en onderwijs in samenwerking met "
            "innovatief bedrijfsleven en kennisinstellingen. Zonder talent geen innovatie!",
        ],
        [
            "Aansluiting bij de New Dutch beweging, waarbij we de onze regionale innovatiekracht "
            "internationaal profileren. In het Haarlemse C-District zijn we experts in het bedenken en maken "
            "van duurzame circulaire oplossingen voor de problemen van morgen. Met onze circulaire "
            "ondernemers en de twee fieldlabs 3D Makers Zone en Bouwlab R&Do experimenteren we volop, hosten "
            "we internationale symposia en ontwikkelen we innovatieve producten en toepassingen van "
            "wereldniveau die ook buiten Nederland gezien moeten worden.",
        ],
        [
            "Europese en/of nationale financiering ter stimulering van ontwikkeling van innovatiedistricten "
            "(i.h.b. ‘onrendabele top’) en versterking van lokale en regionale ecosystemen.",
        ],
        [
            "We trekken graag samen op met de Metropoolregio Amsterdam, ROM In West en ook met Amsterdam "
            "Economic Board op de thema’s schoon (circulair en duurzaam maken), innovatief "
            "(digitalisering/AI) en gezond (gezond & vitaal leven).",
        ],
    ],
}
# What the agenda says before the bullets.
INTRODUCTIONS = {
    "almere-lelystad": (
        "Om ons doel te bereiken, zetten we in aansluiting op onze uitgangspositie, de kansen en opgaven in op "
        "de volgende ontwikkellijnen, waarin we graag gesteund worden:"
    ),
    "gooi-en-vechtstreek": (
        "De digitale transitie gaat met een enorme snelheid. Dat vraagt om een acute pro-actieve inzet. Hiervoor "
        "is nodig:"
    ),
}

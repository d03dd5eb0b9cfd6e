"""Words that no text has to have: small words, which say little in a query, and common parts of compounds."""

from collections.abc import Mapping

_BOKMAAL = """
alle alt andre annen annet at av bare begge ble bli blir blitt bør burde da de deg dem den denne der dere deres det dette
din dine disse ditt du eller en enn er et etter for fordi fra få får før ha hadde han hans har hennes henne her hun hva hvem
hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke ingen inn jeg kan kom kunne man mange med meg mellom men
mens min mine mitt mot mye må måtte noe noen nå når og også om opp oss over på seg selv sin sine sitt skal skulle slik
som så til um under ut uten var vår våre vårt ved vi vil ville være vært å
"""
_NYNORSK = """
alle alt andre annan anna at av berre begge blei bli blir blitt bør burde da dei deg den denne der det dette di din dine
ditt du dykk dykkar då eg ein eit ei eller enn er etter for fordi frå få får før føre ha hadde han hans har hennar ho her i ikkje
ingen inn kan kom korleis kor korfor kva kvar kven kvifor kunne man mange med meg mellom men mens medan min mi mine mitt
mot mykje må måtte noko nokon nokre no når og òg også om opp oss over på seg sjølv si sin sine sitt skal skulle slik som
so så til under ut utan var vår våre vårt ved vi vil ville vere vore vart å
"""
_ENGLISH = """
a about all also am an and any are as at be because been being both but by can cannot could d did do does don down each
for from get had has have he her him his how i if in into is it its just let ll m may me might more most must my no not
of off on one only or other our out over re s shall she should so some such t than that the their them then there these
they this those to too under up us ve very was we were what when where which who whom whose why will with would you your
yours
"""
_SMALL: Mapping[str, frozenset[str]] = {
    "nb": frozenset(_BOKMAAL.split()),
    "nn": frozenset(_NYNORSK.split()),
    "en": frozenset(_ENGLISH.split()),
}

_NORWEGIAN_PARTS = """
adferd adgang alder alvor angrep ansatt ansvar arbeid arkiv avdeling avis avtale bakgrunn barn bedrift behandling beredskap
bidrag bilde bolig brann brev brudd bruk bruker bygg by dag data debatt del dokument drift eiendom elev enhet fag familie
fare fast felles ferie fil fisk folk forbud foreldre forening forhold forretning forskrift fortelling forvaltning fravær
fred frihet frist gate gave gjerning gruppe grunn hage handel handling hav hels helse hemmelighet hensikt hjelp hjem hjemme
hjerte hus hvile håndbok industri informasjon innhold innsyn innbygger interesse intervju jord journal jul kamera kanal
kapittel kilde klage klasse kjensle klima kommentar kommune konflikt konkurranse kontakt konto kontor kontrakt kontroll
krav kreft krenkelse kritikk kropp kultur kunnskap kurs kvalitet kveld kvinne land leder ledelse leksjon ledig liste liv
lojalitet lov lokal lærer løfte lønn makt mappe mark medie medlem melding menneske merke miljø morgen motor mulighet møte
nabo natt natur navn nett nummer nyhet næring offentlig olje ombud område opplysning oppgave ord ordfører orden orientering
pasient pause penger person plan plass plikt politikk post presse privat profil program prosjekt pris prøve regel regning
reise renhold rett rettighet revisjon risiko rolle rom rutine ry rykte råd rådgiver sak salg samfunn samtale samtykke
selskap senter side sikkerhet sjef skade skatt skjema skjerm skole skrift skritt sky slutt sosial spill spor sport språk
stat sted stilling straff søknad strøm student styre støtte svar symbol syk system tale taushet teknikk tekst telefon tid tilgang
tiltak tilsyn tjeneste trafikk tro trygd trygghet tvang uke ungdom universitet utdanning utstyr utvalg vakt valg vann varsel
vei venn verdi verk verktøy vern verv vett video vilje vilkår virksomhet vold vurdering våpen økonomi ytring år
"""
_NYNORSK_PARTS = """
åtferd bilete born brot eigedom eining fridom fråver heim heime hugs kjelde leiar leiing løn løyndom mogelegheit namn oppgåve
samtykkje sjuk skjema stad teie teneste tilsett tryggleik veg verksemd vilkår vurdering
"""
_ENGLISH_PARTS = """
air back ball band bill blame blowing board book boy bread breaking bridge bulb business car card care case chair check
city class clock code coat country craft cross day door eye face farm father field fire fish flow foot free friend
fund gate girl glass ground guard hair hand head heart hold home house keeper key lady land law life light line load lord
lock mail maker man mark market master mate mind moon mother mouth name neighbour net news night note office pay paper
person phone place play point post power print proof rail rain read road room safe sale school screen sea share shift ship
shop shot show side sign site sky smith snow space speaker stand star stone store storm story sun table taker team time
tooth town trade type view wall ware water watch way web week wheel whistle wide wife wind woman word work worker
worthy yard year
"""
_PARTS: Mapping[str, frozenset[str]] = {
    "nb": frozenset(_NORWEGIAN_PARTS.split()),
    "nn": frozenset((_NORWEGIAN_PARTS + _NYNORSK_PARTS).split()),
    "en": frozenset(_ENGLISH_PARTS.split()),
}


def small_words(language: str) -> frozenset[str]:
    """Return the folded words that say little in a query of several words: of, and, what."""
    return _SMALL.get(language, frozenset())


def common_parts(language: str) -> frozenset[str]:
    """Return folded words that are a part of many compounds, so that a short text can be searched by parts too."""
    return _PARTS.get(language, frozenset())

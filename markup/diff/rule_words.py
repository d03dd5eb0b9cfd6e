"""Words that carry a rule. Adding, removing or replacing one is never a mere correction of language."""

_NORWEGIAN = """
må måtte skal skulle kan kunne bør burde får fikk fekk vil ville tør trenger trengte treng
ikke ikkje aldri alltid alltids bare berre kun alle alt all ingen inga intet ingenting noen noe nokon noko noka nokre
hver kvar hvert kvart enhver ethvert einkvar begge både verken korkje hverken ofte sjelden sjeldan helt heilt delvis
før etter under over mellom innen innan inntil siden sidan mens medan når hvis dersom om ved fra frå til mot med for av
på i hos og eller men uten utan unntatt unnateke unntak unntaket utenfor utanfor innenfor innanfor utenom utanom
også òg heller likevel først fyrst sist straks snart samtidig samstundes minst høyst høgst mer meir mest mindre
rett retten rettar rettigheter lov loven lova lovlig lovleg ulovlig ulovleg plikt plikten plikta krav kravet krever krev
kreve kreves krevst pålagt plikter pliktar tillatt tillate tillater tillates tillet tillatelse forbud forbudet forbudt forbod forbode påbud påbod ansvar
null en én ei eit ett to tre fire fem seks sju syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten
nitten tjue tretti førti femti seksti sytti åtti nitti hundre tusen million millioner millionar halv halvparten prosent
første fyrste andre tredje fjerde femte sjette sjuende åttende niende tiende
dag dagen dager dagar uke uka uken uker veke veka veker måned måneden måneder månad månaden månader år året
time timen timer timar minutt minutter minuttar daglig dagleg ukentlig vekentleg månedlig månadleg årlig årleg
mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag
januar februar mars april mai juni juli august september oktober november desember
"""
_ENGLISH = """
must shall should can could may might will would need needs ought
not never always no none nothing nobody only just all every each any some both either neither nor often seldom rarely
before after until till while when if unless since during within by over under between above below against from to for
of at on in into onto with without except and or but also instead than then first last at once soon now immediately
least most more less fewer few many much half
right rights law laws lawful unlawful legal illegal duty duties allowed permitted forbidden prohibited required
permission consent responsible
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million percent
second third fourth fifth sixth seventh eighth ninth tenth
day days week weeks month months year years hour hours minute minutes daily weekly monthly yearly
monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
"""
_NEGATIONS = "ikke ikkje aldri bare berre kun ingen inga not never no only none nobody"
RULE_WORDS = {
    "nb": frozenset(_NORWEGIAN.split()),
    "nn": frozenset(_NORWEGIAN.split()),
    "en": frozenset(_ENGLISH.split()),
}
"""By language. Bokmål and nynorsk share one list, since texts in one often use words of the other."""
NEGATIONS = frozenset(_NEGATIONS.split())
"""Words beside which a comma changes the meaning."""
NEGATING_PREFIXES = ("ikkje", "ikke", "mis", "van", "non", "dis", "in", "im", "il", "ir", "un", "u")
"""Prefixes that turn a word into its opposite."""
ENDINGS = {
    "nb": frozenset(("", "e", "en", "et", "er", "ene", "a", "s", "es", "ers")),
    "nn": frozenset(("", "e", "en", "et", "er", "ene", "a", "ar", "ane", "s", "ast", "est")),
    "en": frozenset(("", "e", "s", "es", "ed", "ing", "er", "ers", "ee", "ees", "or", "ly", "'s")),
}
"""Endings by language. Two forms of one word, such as singular and plural, are no misspellings of each other."""

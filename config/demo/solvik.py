"""Solvik kommune, an invented municipality: its units, the cast, and believable names for the rest."""

from dataclasses import dataclass, field
from typing import Any

UNITS: dict[str, dict[str, dict[str, list[str]]]] = {
    "Solvik kommune": {
        "Helse og omsorg": {
            "Hjemmetjenesten": ["Hjemmetjenesten sør", "Hjemmetjenesten nord"],
            "Solvik sykehjem": ["Avdeling Fjorden", "Avdeling Lia"],
            "Legevakt": [],
            "Psykisk helse og rus": [],
        },
        "Oppvekst": {
            "Skoler": ["Solvik skole", "Nes skole", "Vika ungdomsskole"],
            "Barnehager": ["Fjellro barnehage", "Strandhagen barnehage"],
            "Barnevern": [],
        },
        "Teknisk": {"Vei og park": [], "Vann og avløp": [], "Plan og byggesak": []},
        "Stab": {"Personal": [], "Økonomi": [], "Kommunikasjon": []},
    }
}
"""Four levels, 27 units."""


@dataclass(frozen=True, slots=True)
class Person:
    """An employee of the demo."""

    number: str
    given_name: str
    family_name: str
    unit: str
    title: str
    is_leader: bool = False
    language: str = "nb"
    roles: dict[str, Any] = field(default_factory=dict)


CAST = (
    Person("1000", "Tor", "Haugen", "Stab", "administrator", roles={"is_superuser": True}),
    Person("1001", "Amina", "Yusuf", "Hjemmetjenesten sør", "sykepleier"),
    Person("1002", "Kari", "Nilsen", "Hjemmetjenesten sør", "avdelingsleder", is_leader=True),
    Person("1003", "Siri", "Bakken", "Personal", "rådgiver", roles={"is_hr_editor": True, "is_hr_staff": True}),
    Person("1004", "Olav", "Strand", "Personal", "personalsjef", is_leader=True, roles={"is_hr_publisher": True}),
    Person("1005", "Ines", "Costa", "Økonomi", "internrevisor", roles={"is_auditor": True}),
    Person("1006", "Hamid", "Rahimi", "Plan og byggesak", "arealplanlegger"),
    Person("1007", "Geir", "Moen", "Hjemmetjenesten sør", "hjelpepleier"),
    Person("1008", "Ida", "Dahl", "Hjemmetjenesten sør", "helsefagarbeider"),
)
TITLES = {
    "Helse og omsorg": ("sykepleier", "helsefagarbeider", "vernepleier", "assistent", "fysioterapeut"),
    "Oppvekst": ("lærer", "barnehagelærer", "fagarbeider", "assistent", "barnevernspedagog"),
    "Teknisk": ("ingeniør", "fagarbeider", "driftsoperatør", "saksbehandler"),
    "Stab": ("rådgiver", "konsulent", "saksbehandler"),
}
GIVEN_NAMES = (
    "Anne", "Áilu", "Bjørn", "Camilla", "Dag", "Eli", "Fatima", "Gunnar", "Hanne", "Ingrid", "Jan", "Kristin", "Lars",
    "Máret", "Mohammed", "Nils", "Niillas", "Ola", "Per", "Ragnhild", "Randi", "Sunniva", "Svein", "Tiril", "Tomasz",
    "Torunn", "Unni", "Vidar", "Wenche", "Åse", "Øystein", "Ánne", "Biret", "Daniel", "Emma", "Filip", "Grete",
    "Håkon", "Jorunn", "Katarzyna", "Linn", "Marte", "Noor", "Odd", "Petra", "Rolf", "Samira", "Thea", "Yngve",
)  # fmt: skip
FAMILY_NAMES = (
    "Hansen", "Berg", "Gaup", "Haugen", "Somby", "Lie", "Dahl", "Solberg", "Utsi", "Eide", "Nguyen", "Myhre", "Strøm",
    "Aas", "Kowalska", "Sara", "Bakke", "Lunde", "Moen", "Ruud", "Vik", "Ahmed", "Eira", "Foss", "Sæther", "Tangen",
    "Øverli", "Åsheim", "Brekke", "Hagen", "Juuso", "Knutsen", "Ness", "Opsahl", "Rønning", "Skår", "Tveit", "Wold",
)  # fmt: skip
EMPLOYEES = 140

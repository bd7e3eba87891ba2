"""Maps in which every field of every part is filled, with odd texts.

They follow the fields of the model, so that a new field is filled without anybody
thinking of it. They are made by plain chance from a number: so many texts are more
than Hypothesis draws.
"""

from datetime import date, timedelta
from random import Random
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from footlights.model.calendar import Calendar, Days, Hours, Opening, Weekdays
from footlights.model.map import Map
from footlights.model.matching import Column, OneOrMany
from footlights.model.part import Part, Slug, Title, Words
from footlights.model.quantities import (
    Duration,
    Money,
    Percentage,
    PercentageField,
    Rate,
    Share,
)
from footlights.model.simulation import CENTURY, Drop, Simulation
from footlights.model.touchpoint import Expectation, Valence

ODD = [
    *"#;:,%<>&\"'{}\\`~|-?!@*=_/^$",
    "#35;",
    "&amp; &#58; &lt;b&gt;",
    "a #b; c: d, e",
    "journey of title section",
    "%%{init: {}}%%",
    "%% footlights map {}",
    '"; DROP TABLE maps; --',
    "=1+1",
    "+44 20 7946",
    "@SUM(A1)",
    "'=1",
    "_x000D_ and _x0041_",
    "one\ntwo\n\n  three\n",
    "one\r\ntwo\rthree",
    "tab\tand\vfeed\f",
    "bell\a null\x00 escape\x1b delete\x7f",
    "nel\x85 ls\u2028 ps\u2029 bom\ufeff nbsp\u00a0",
    "not a letter \ufffe \uffff",
    "شركة «الأفق» ٣٤",
    "\u202eright to left\u202c \u2066isolate\u2069",
    "日本語 中文 한국어",
    "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇮🇹",
    "e\u0301 and é",
    "<script>alert(1)</script> <br> <br/>",
    "- a\n- b: c\n# d",
    "--- \n...",
    "null",
    "~",
    "yes",
    "0x1F",
    "1_000",
    "2026-10-01",
    "12:30:45",
    "{a: [b, c]}",
    "!!python/object:os.system x",
    "&anchor *alias << ",
    "→ · • — no.",
    "(1) 2. 3)",
    "a" * 1990,
]


def filled_map(seed):
    """Make the map of a number; every field of every part is filled."""
    return _Filler(Random(seed)).part(Map)  # noqa: S311 - no secret


class _Filler:
    def __init__(self, chance):
        self._chance = chance
        self._known = {
            Slug: self._slug,
            Words: lambda: self._text(2000),
            Column: lambda: self._text(160),
            str: lambda: self._text(2000),
            Title: lambda: self._text(120),
            Duration: self._duration,
            Share: self._share,
            PercentageField: lambda: Percentage(self._share()),
            Money: self._money,
            Rate: lambda: f"{self._money()}/h",
            OneOrMany: lambda: [self._cell() for _ in range(chance.randint(1, 3))],
            Valence: lambda: chance.randint(-200, 200) / 100,
            Drop: lambda: chance.randint(1, 400) / 100,
            Hours: lambda: chance.choice(["09:00-12:30, 13:30-17:00", "0:00 – 24:00"]),
            Weekdays: lambda: "mon-fri",
            Days: lambda: chance.choice(["2026-12-25", "2026-12-24 to 2026-12-31"]),
            Opening: lambda: "2026-11-29 13:00-18:00",
            float: lambda: chance.choice([2, 2.5, 1e-7, 1 / 3, 1e15, 99.99]),
            int: lambda: chance.randint(1, 10**12),
            bool: lambda: True,
            date: lambda: date(1900, 1, 1) + timedelta(chance.randrange(100_000)),
        }

    def part(self, kind):
        """Fill a part, with an id that no other has."""
        hints = get_type_hints(kind, include_extras=True)
        filled = {
            field.alias or name: self._value(hints[name])
            for name, field in kind.model_fields.items()
        }
        return kind.model_validate(self._sensible(kind, filled))

    def _sensible(self, kind, filled):
        if kind is Expectation:
            is_score = filled["what"] == "score"
            unused = {"at_most", "calendar"} if is_score else {"at_least"}
            return {key: value for key, value in filled.items() if key not in unused}
        if kind is Map:
            return filled | {"state": "future"}
        if kind is Calendar:
            return filled | {"opens": filled["opens"][:1]}
        if "times" in filled:
            return filled | {"times": 2.5}
        if kind is Simulation:
            return filled | {"lasts": min(filled["lasts"], CENTURY)}
        return filled

    def _value(self, wanted):  # noqa: PLR0911 - one to a kind of type
        if wanted in self._known:
            return self._known[wanted]()
        origin, inner = get_origin(wanted), get_args(wanted)
        if origin is Annotated:
            return self._value(inner[0])
        if origin in (Union, UnionType):
            chosen = [each for each in inner if each is not NoneType]
            return self._value(self._chance.choice(chosen))
        if origin is Literal:
            return self._chance.choice(inner)
        if origin is dict:
            return {self._value(inner[0]): self._value(inner[1])}
        if origin is tuple and inner[-1] is Ellipsis:
            return [self._value(inner[0]) for _ in range(self._chance.randint(1, 2))]
        if origin is tuple:
            return tuple(self._value(each) for each in inner)
        assert issubclass(wanted, Part), wanted
        return self.part(wanted)

    def _text(self, most):
        chance = self._chance
        texts = chance.sample(ODD, chance.choice([1, 1, 1, 2, 3]))
        if chance.random() < 0.3:
            texts = [self._letters()]
        return chance.choice([" ", "", "\n"]).join(texts)[:most].strip() or "x"

    def _letters(self):
        tops = [0x7F, 0x250, 0x3000, 0xD7FF, 0x10FFFF]
        codes = [
            self._chance.randint(0, self._chance.choice(tops))
            for _ in range(self._chance.randint(1, 20))
        ]
        return "".join(chr(code) for code in codes if not 0xD800 <= code <= 0xDFFF)

    def _slug(self):
        letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
        length = self._chance.choice([0, 5, 5, 5, 63])
        rest = "".join(self._chance.choice(letters) for _ in range(length))
        return self._chance.choice(letters[:26]) + rest

    def _duration(self):
        most = self._chance.choice([10, 10**5, 10**8, 10**12])
        return timedelta(milliseconds=self._chance.randint(1, most * 1000) / 1000)

    def _share(self):
        return self._chance.randint(1, 10**6) / 10**6

    def _money(self):
        most = self._chance.choice([100, 10**6, 10**15])
        return f"{self._chance.randint(1, most) / 100:.2f} EUR"

    def _cell(self):
        chance = self._chance
        return chance.choice(
            [
                self._text(2000),
                chance.random() < 0.5,
                chance.randint(-(10**17), 10**17),
                chance.uniform(-1e6, 1e6),
                chance.choice([1e20, -1e-9, 0.1, 5.0, 1e308]),
            ]
        )

"""One spelling for a name's Kazakh and its Russian one: its letters folded, or reduced to its sound."""

import re
from functools import lru_cache
from typing import Final

# Kazakh letters to the Russian ones that stand for them, and Russian ones whose use varies. Source: the practice of
# writing Kazakh names in Russian (Нұрлан - Нурлан, Мәулен - Маулен, Серік - Серик, Бақытжан - Бакытжан/Бакитжан).
_FOLDED: Final = str.maketrans("әғқңөұүһіыэёйщ‑–", "агкноуухииееиш--", "ьъ’'`")
_DOUBLE: Final = re.compile(r"(\w)\1+")
_LETTERS: Final = str.maketrans("әғқңөұүһіыэёщч", "агкноуухииеешш", "’'`")
VOWELS: Final = "аеиоуюя"  # of folded names and of what is left of their sound
_SOUND: Final = rf"[^\W\d_{VOWELS}]"  # a consonant: any letter but a vowel

# In this order. Source: how Kazakhstan's papers write Kazakh names in Russian; an example beside each.
_RULES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"х(?=[ао]дж)", "к"),  # Қожықов - Ходжиков
        (r"дж|(?<=[аеи])тж", "ж"),  # Жәнібеков - Джанибеков, Ахметжанов - Ахмеджанов
        (r"[ьъ](?=[яю])", "й"),  # Ілияс - Ильяс
        (r"[ьъ]", ""),  # Әлназарова - Альназарова
        (rf"(?<={_SOUND})(?<!й)я", "а"),  # Күләш - Куляш
        (rf"(?<={_SOUND})(?<!й)ю", "у"),
        (r"я", "йа"),
        (r"ю", "йу"),  # Қайым - Каюм
        (rf"ий(?![{VOWELS}])", "и"),  # Дмитрий
        (rf"(?<=[аеио])уи(?={_SOUND})", "у"),  # Аймауытов - Аймаутов
        (r"уи$", "ви"),  # Ясауи - Ясави
        (r"(?<=[аеоу])и", "й"),  # Асайын - Асаин
        (r"у(?=[аео])", "в"),  # Уәлиханов - Валиханов
        (r"(?<=[ткхсш])п", "б"),  # Сәтбаев - Сатпаев
        (r"нб", "мб"),  # Сәрсенбаев - Сарсембаев
        (rf"^[еи](?=р{_SOUND})", "и"),  # Ерғалиев - Иргалиев
        (r"о", "у"),  # Бөлекпаев - Булекпаев
    )
)
_ROUND: Final = re.compile(rf"(?<={_SOUND})у(?={_SOUND})")  # Тұрсынов - Турсунов
_FLEETING: Final = re.compile(
    rf"(?<=й)и(?={_SOUND})"  # Смайылов - Смаилов
    r"|и(?=й[аеу])"  # Ілияс - Ильяс
    r"|(?<=[бгджзкпстфхцш])и(?=[лнр][аеиу])"  # Мүсірепов - Мусрепов, Қырымбек - Крымбек
)
_GUTTURAL: Final = re.compile(r"(?<=.)х(?=[иулт]|$)")  # Бақытжан - Бахытжан, Тоқтаров - Тохтаров
_LAST: Final = str.maketrans("дзб", "тсп")  # Ахмет - Ахмед, Шыңғыс - Чингиз


def undotted(text: str) -> str:
    """Spell a lower-case text as most writers do, who leave the dots of ё out."""
    return text.replace("ё", "е")


def fold(text: str) -> str:
    """Spell a name in the letters that Kazakh and Russian share, in lower case, double letters once."""
    return _DOUBLE.sub(r"\1", text.lower().translate(_FOLDED).replace("дж", "ж"))


@lru_cache(maxsize=1 << 16)  # the words of names recur
def skeleton(word: str) -> str:
    """What is left of a word of a person's name when all that its two spellings interchange is made one.

    Narrow vowels after the first are one, and dropped where Russian does so; the first syllable's and the last letter
    stay, as they tell Мұрат from Мирас and Асанов from Асанова.

    Args:
        word: One word, without hyphens, in any case of letters.

    Returns:
        Lower-case letters; empty where the word has none but signs.
    """
    word = word.lower().translate(_LETTERS)
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    word = _DOUBLE.sub(r"\1", word)  # Мұхаммед - Мухамед
    first = next((i for i, letter in enumerate(word) if letter in "аеиу"), len(word)) + 1
    word = word[:first] + _ROUND.sub("и", word[first - 1 :])[1:] if first < len(word) else word
    word = _FLEETING.sub("", word)
    word = _GUTTURAL.sub("к", word)
    return word[:-1] + word[-1:].translate(_LAST)

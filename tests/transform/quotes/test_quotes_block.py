"""Block quotes without marks: the line below them is their speaker's name."""

TITLE = ("title", "Ферма өртенді")
LEAD = "Түнде ауыл шетіндегі фермада өрт шықты, деп хабарлайды Zakon.kz."
FACT = "Малшылар малды аман алып шыққан."
BLOCK = "Жол алыс, сондықтан көмек кеш келді. Өрт сөндірушілер таңға дейін жұмыс істеді."
REST = "Өрттің себебі анықталып жатыр."
POST = "ІІМ ресми өкілі"
NAME = "Талғат Серіков"
KNOWN = {NAME: ("PER", NAME, POST)}
RUSSIAN = (
    ("title", "Врач назвал сроки"),
    "К лету больных станет меньше. Такое мнение высказал врач Николай Серов.",
    "Так бывает с каждой волной.",
    "Болезнь не исчезнет, но лечить её станет проще. Больницам хватит мест и врачей.",
    ("heading", "Николай Серов"),
    "Осенью врачи подведут итоги.",
)


def test_a_post_and_a_name_below_a_paragraph(read) -> None:
    (quote,) = read(TITLE, LEAD, FACT, BLOCK, ("heading", f"{POST} {NAME}"), REST, names=KNOWN)
    assert (quote.text, quote.type, quote.cue, quote.method) == (BLOCK, "direct", None, "direct-block")
    assert (quote.speaker, quote.speaker_mention, quote.speaker_role) == (NAME, NAME, POST)


def test_a_name_alone_is_known_from_elsewhere(read) -> None:
    names = {"Николай Серов": ("PER", "Николай Серов")}
    block = [quote for quote in read(*RUSSIAN, language="ru", names=names) if quote.method == "direct-block"]
    assert [(quote.text, quote.speaker) for quote in block] == [(RUSSIAN[3], "Николай Серов")]
    stranger = [one if isinstance(one, tuple) else one.replace("Николай Серов", "института") for one in RUSSIAN]
    assert not any(quote.method == "direct-block" for quote in read(*stranger, language="ru", names=names))


def test_the_last_line_is_the_writer(read) -> None:
    assert not read(TITLE, LEAD, FACT, BLOCK, NAME, names={NAME: ("PER", NAME)})
    assert not read(TITLE, LEAD, FACT, BLOCK, f"{POST} {NAME}", names=KNOWN)


def test_a_lead_is_the_papers_own(read) -> None:
    assert not read(TITLE, LEAD, ("heading", f"{POST} {NAME}"), FACT, names=KNOWN)


def test_a_list_of_people_quotes_none_of_them(read) -> None:
    people = ["Асқар Оразов", "Серік Жұманов", "Болат Ахметов"]
    lines: list[str | tuple[str, str]] = [TITLE, LEAD, FACT]
    for person in people:
        lines += [("heading", f"{POST} {person}"), "Ауданда туған. Облыста он жылдан астам уақыт қызмет істеген."]
    names = {person: ("PER", person, POST) for person in people}
    assert not any(quote.method == "direct-block" for quote in read(*lines, names=names))


def test_what_names_its_own_speaker_needs_no_line(read) -> None:
    said = f"«{BLOCK}» – деді {NAME}."
    (quote,) = read(TITLE, LEAD, FACT, said, ("heading", f"{POST} {NAME}"), REST, names=KNOWN)
    assert quote.method != "direct-block"

"""Planted sentences: words are those of whoever says them, and end where the writer goes on."""

import pytest
from tests.reports.told_claims import said

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Officials who asked not to be named told the Ledger that Orsa had sent boats.", "Officials who asked not to be named", "Orsa had sent boats"),
        ("The town, which the guard says it holds, was quiet.", "the guard", "it holds"),
        ("Some would have us believe that the dam holds.", "Some", "the dam holds"),
        ("“We lost two,” the guard, which had earlier blamed the rebels, said.", "the guard, which had earlier blamed the rebels", "“We lost two,”"),
        ("An aide to the mayor who was at the talks, and who spoke on condition of anonymity, said the dam held.", "An aide to the mayor who was at the talks, and who spoke on condition of anonymity", "the dam held"),
        ("A letter by an inspector says that the dam leaks.", "A letter by an inspector", "the dam leaks"),
        ("A study by the Mill, seen by the Ledger, alleges that the dam leaks.", "A study by the Mill, seen by the Ledger", "the dam leaks"),
        ("Kasso acknowledged that “a few” men had died but insisted that the dam held.", "Kasso", "the dam held"),
        ("The mayor's claim that nobody died has been refuted by a list.", "The mayor", "nobody died"),
        ("He was quoted by state television as saying that the dam leaks.", "He", "the dam leaks"),
        ("The agency Nola quoted Kasso as telling reporters that the dam leaks.", "Kasso", "the dam leaks"),
        ("The guard says that is false.", "The guard", "that is false"),
        ("The doctor said he had counted nine bodies, then said he had been misquoted.", "The doctor", "he had counted nine bodies"),
        ("The guard has confirmed that it fired, but not that anybody died.", "The guard", "it fired"),
        ("The raid was blamed on thieves by the police.", "the police", "The raid was blamed on thieves"),
        ("Kasso said a “small number” of boats had sunk.", "Kasso", "a “small number” of boats had sunk"),
        ("According to two people who were there and who asked not to be named, the mayor left.", "two people who were there and who asked not to be named", "the mayor left"),
        ("The mayor is said by friends to be furious.", "friends", "The mayor is said by friends to be furious"),
        ("It did not say that the dam fell, as some papers reported.", "some papers", "the dam fell"),
        ("The WHO said it had lost contact with staff.", "The WHO", "it had lost contact with staff"),
        ("Qatar, which mediates, said both sides had lied.", "Qatar, which mediates", "both sides had lied"),
        ("By the army's own account, two jets were in the air.", "the army", "two jets were in the air"),
        ("State radio said, without offering proof, that spies had mined the dam.", "State radio", "spies had mined the dam"),
        ("The mayor said 12 people had died but later revised the figure to nine.", "The mayor", "12 people had died"),
        ("The account that first posted it, @orsa, says it was filmed in Taf.", "The account that first posted it, @orsa", "it was filmed in Taf"),
        ("According to the guard, citing papers, the dam near Orsa leaks.", "the guard", "the dam near Orsa leaks"),
        ("Two guards told a reporter they had refused to shoot.", "Two guards", "they had refused to shoot"),
        ("The mayor said the board's claim that he fled was a lie.", "The mayor", "the board's claim that he fled was a lie"),
        ("The judge warned jurors not to assume that the guards lied.", "The judge", "jurors not to assume that the guards lied"),
        ("The Ledger, quoting a dock clerk, said that the dam leaks.", "a dock clerk", "the dam leaks"),
        ("“The dam holds,” said the guard in a statement, which did not tell more.", "the guard", "“The dam holds,”"),
        ("Seven people died in Orsa on Thursday, a hospital official and two witnesses said.", "a hospital official and two witnesses", "Seven people died in Orsa on Thursday"),
        ("The mayor has fled the town, Nola Radio is reporting.", "Nola Radio", "The mayor has fled the town"),
        ("The clip was published by the Northern Ministry of Trade, which claimed that it showed a drill.", "the Northern Ministry of Trade, which", "it showed a drill"),
        ("An earlier post said that 40 people had died in Orsa.", "An earlier post", "40 people had died in Orsa"),
        ("A fair target, of course, according to the guard, which insists that boats were stored there.", "the guard", "A fair target, of course"),
        ("The envoy, Teo Brandt, told Justice for Orsa by telephone on 2 May that his men had left.", "The envoy, Teo Brandt", "his men had left"),
        ("There is no evidence that the clip was made by the guard, as some users have suggested.", "some users", "the clip was made by the guard"),
        ("Nine boats were held; 4 guards killed, per Nola Radio.", "Nola Radio", "4 guards killed"),
        ("Two people killed, nine injured (White Helmets).", "White Helmets", "Two people killed, nine injured"),
        ("The governor was not hurt. SANA: 1 guard killed.", "SANA", "1 guard killed"),
    ],
)  # fmt: skip
def test_words_are_those_of_whoever_says_them(text, source, words):
    assert (source, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The flood will not end the work on the dam, as some have speculated.",
        "The guard is led by General Kasso, better known as the Fox.",
        "The ministry did not respond to a letter of 15 May requesting comment.",
        "The Northern Legion, which was formed in February 2022, is run by the intelligence directorate (HUR).",
        "The president dismissed Captain Teo Brandt.",
        "The army dismissed the officers who led the raid.",
    ],
)
def test_nobody_says_what_is_only_told_by_its_contrary_or_of_a_name(text):
    assert said(text) == []


def test_nobody_in_a_house_who_will_say_so_has_not_said_it():
    (claim,) = read_bytes(b"Nobody in Orsa House will say that the bombs were sold.").claims
    assert claim.unsaid is True
    assert claim.asserted_by.quote is not None
    assert claim.asserted_by.quote.text == "Nobody in Orsa House"


def test_who_denies_to_do_something_denies_it():
    claims = read_bytes(b"Dren denies always to support the rebels.").claims
    assert [(one.quote.text, one.stance) for one in claims] == [("to support the rebels", "denied")]


def test_whoever_quotes_somebody_stands_between():
    report = read_bytes(b"Kasso met the press. He was quoted by the Nola Ledger as saying that the dam leaks.")
    claim = next(one for one in report.claims if one.quote.text == "the dam leaks")
    names = {actor.id: actor.name for actor in report.actors}
    assert [names[one] for one in claim.asserted_by.via] == ["Nola Ledger"]


def test_words_that_run_on_over_paragraphs_behind_a_closed_quotation_are_one_speakers():
    text = (
        "“We have no water,” said Dr Mara Lind, the director of the clinic.\n\n"
        "“The guards came at night. They told us to leave, and we refused.\n\n"
        "“They said they would come back. They have not.”\n\nThe town was quiet on Sunday."
    )
    report = read_bytes(text.encode())
    told = [one for one in report.claims if "come back" in one.quote.text or one.continued]
    assert all(one.asserted_by.kind != "publisher" for one in told)
    pieces = [piece.text for one in told if isinstance(one.continued, list) for piece in one.continued]
    assert "“They said they would come back. They have not.”" in pieces


@pytest.mark.parametrize(
    ("line", "source", "words"),
    [
        ("‼️ Orsa regime: “We sank nine boats”", "Orsa regime", "“We sank nine boats”"),
        ("Repairs go on. Governor Brandt: no victims.", "Governor Brandt", "no victims"),
        ("UPDATE 3: Orsan official to Hawk News: “We had nothing to do with it.”", "Orsan official", "“We had nothing to do with it.”"),
    ],
)  # fmt: skip
def test_whoever_stands_before_a_colon_speaks(line, source, words):
    assert (source, words) in said(f"Posts of the day\n\n{line}\n\nThe town was quiet on Sunday.")


def test_a_label_is_nobody():
    told = said("The wires in brief\n\nUPDATE: the agency Nola says the boats were sunk.\n\nThe town was quiet.")
    assert all(source != "UPDATE" for source, _ in told)


def test_a_paper_that_may_be_forged_is_nobodys_word():
    report = read_bytes(b"A purported letter by the envoy Kasso says that the dam leaks.")
    claim = next(one for one in report.claims if one.quote.text == "the dam leaks")
    assert claim.asserted_by.actor is None
    assert claim.stance == "hedged"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No one was killed, the police said.", "No one"),
        ("“We lost nobody,” the police said.", "nobody"),
        ("“Lume”, 34, whose name has been changed, said that the dam broke.", "Lume"),
        ("“We don't know who did it,” says Dr Mara Lind, who runs the clinic, “and I won't guess.”", "and I won't guess"),
        ("The police chief said: “I cannot say.”", "I cannot say"),
    ],
)  # fmt: skip
def test_plain_words_and_names_are_not_loaded(text, word):
    report = read_bytes(text.encode())
    assert all(loaded.quote.text != word for claim in report.claims for loaded in claim.loaded)


def test_who_does_not_want_to_be_named_says_nothing_by_that():
    told = said("A former guard, who did not want to be identified, claimed that the dam leaks.")
    assert [words for _, words in told] == ["the dam leaks"]


def test_he_is_whoever_opened_the_sentence_before_also_without_a_name():
    text = "The coroner, Dr Teo Brandt, spoke first. A former officer claimed that the dam leaks. He later said that he was wrong."
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    claim = next(one for one in report.claims if one.quote.text == "he was wrong")
    assert names[claim.asserted_by.actor or ""] == "A former officer"


def test_who_receives_allegations_makes_none():
    told = said("The board received allegations that guards had opened the dam near Orsa.")
    assert all(source != "The board" for source, _ in told)


def test_an_inspectors_word_is_not_his_bodys():
    report = read_bytes(b"The rebels never had gas, a UN inspector said on Sunday.")
    claim = next(one for one in report.claims if one.quote.text == "The rebels never had gas")
    assert claim.asserted_by.actor is None


def test_whoever_is_told_of_in_a_quotation_does_not_speak():
    text = "The boy's father came to the door. “My son is no actor, as they claim,” he said."
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    claim = next(one for one in report.claims if "no actor" in one.quote.text)
    assert names.get(claim.asserted_by.actor or "") != "My son"


def test_a_witness_stays_he_over_two_sentences():
    text = (
        "Taf's lawyer, Teo Brandt, spoke first. A witness testified that he heard somebody say that the dam was mined. "
        "Under questioning he conceded that he had seen nothing."
    )
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    claim = next(one for one in report.claims if one.quote.text == "he had seen nothing")
    assert names[claim.asserted_by.actor or ""] == "A witness"


def test_a_lawyer_who_passes_it_on_is_not_the_source():
    report = read_bytes(b"Nine men are accused. One, through his lawyer, said that the dam was mined before.")
    claim = next(one for one in report.claims if one.quote.text == "the dam was mined before")
    assert claim.asserted_by.actor is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The soldiers fired without warning, as the rebels claimed.", ("the rebels", "The soldiers fired without warning")),
        ("The raid hit not only men but nine children, as the rebels claimed.", ("the rebels", "The raid hit not only men but nine children")),
        ("Nine soldiers had no food, as the mayor feared.", ("the mayor", "Nine soldiers had no food")),
        ("Two men were killed at the training centre (AFP).", ("AFP", "Two men were killed at the training centre")),
        ("2000 people were displaced (UNHCR).", ("UNHCR", "2000 people were displaced")),
        ("Contact: the army says that the rebels attacked Orsa.", ("the army", "the rebels attacked Orsa")),
    ],
)  # fmt: skip
def test_words_beside_a_no_a_centre_or_a_round_number_are_somebodys(text, told):
    assert said(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The camp was opened in May 2014 by the army (UNHCR).",
        "The price rose, per Barrel of oil, to nine crowns.",
        "The minister denied to comment.",
    ],
)
def test_a_year_counts_nobody_and_a_barrel_and_a_hearer_say_nothing(text):
    assert said(text) == []


@pytest.mark.parametrize("headline", ["Entry to Orsa denied by army", "Visa for Teo Brandt rejected by ministry"])
def test_what_is_refused_in_a_headline_is_no_claim_that_is_denied(headline):
    report = read_bytes(f"{headline}\n\nThe fighting near Orsa went on for days.\n".encode())
    assert not [one for one in report.claims if one.stance == "denied"]

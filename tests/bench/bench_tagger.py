"""How fast words are labelled on one core, beside CRFsuite tagging by the same features in the same run.

Run with `make bench`. By default the sentences are the seeds' words, shuffled; DEDI_IOB2 names an IOB2 file of real
ones. The weights are those of a small model trained here, since both taggers must have the same; the model that ships
has more labels, and is timed besides.
"""

import os
import random
import time
from pathlib import Path

import pycrfsuite

from flows.train import crf
from flows.train.sentences import Sentence, encode, read
from flows.train.vocabulary import gather
from flows.transform.entities.lexicon import lexicon
from flows.transform.entities.sequence.decode import Decoder
from flows.transform.entities.sequence.model import assemble
from flows.transform.entities.tokens import tokenize
from flows.transform.entities.trained import load_model

TARGETS = ("PER", "ORG", "LOC", "ROLE")
TYPES = {"PERSON": "PER", "ORGANISATION": "ORG", "GPE": "LOC", "LOCATION": "LOC", "POSITION": "ROLE", "NORP": "NORP"}
SETTINGS = crf.Settings(iterations=30)
TAUGHT = 1500  # sentences the model is trained on
AGAIN = 3  # times that each tagger is timed


def corpus(seeds: Path) -> list[Sentence]:
    """The sentences of DEDI_IOB2, or 4,000 of the seeds' words in some order, each capitalised one a name."""
    if path := os.environ.get("DEDI_IOB2"):
        return read([Path(path)], TYPES)
    words = [t.text for file in sorted(seeds.glob("*.txt")) for t in tokenize(file.read_text(encoding="utf-8"))]
    chance = random.Random(1)  # noqa: S311
    texts = [tuple(chance.choices(words, k=chance.randint(3, 30))) for _ in range(4000)]
    return [
        Sentence(str(n), text, tuple((i, i + 1, "LOC") for i, w in enumerate(text) if w.istitle()))
        for n, text in enumerate(texts)
    ]


def timed(call, times=1):
    """What a call gives, and the least time it takes: other processes only ever add to it."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        result = call()
        spent.append(time.process_time() - start)
    return result, min(spent)


def test_labels_come_fast(seeds, tmp_path):
    sentences, words = corpus(seeds), lexicon("kk")
    taught, texts = sentences[:TAUGHT], [sentence.words for sentence in sentences]
    n_words = sum(map(len, texts))

    met = gather(taught, words, ())
    written, writing = timed(lambda: list(crf.write_out(texts, words, met)))
    examples = [(features, encode(s, TARGETS)) for features, s in zip(written, taught, strict=False)]
    states, transitions = crf.learn(examples, SETTINGS)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for features, labels in examples:
        trainer.append(features, labels)
    trainer.set_params({"c1": SETTINGS.l1, "c2": SETTINGS.l2, "max_iterations": SETTINGS.iterations})
    trainer.train(str(tmp_path / "model"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model"))
    decoder = Decoder(assemble(states, transitions, met, {}), words)

    expected, tagging = timed(lambda: [tagger.tag(features) for features in written], AGAIN)
    labels, first = timed(lambda: decoder.label(texts))
    _, again = timed(lambda: decoder.label(texts), AGAIN)
    articles = [texts[i : i + 25] for i in range(0, len(texts), 25)]
    _, apart = timed(lambda: [decoder.label(article) for article in articles], AGAIN)
    shipped = Decoder(load_model("kk"), words)
    shipped.label(texts)
    _, shipping = timed(lambda: shipped.label(texts), AGAIN)
    print(
        f"\n{n_words:,} words, {len({w for text in texts for w in text}):,} of them different; words a second:"
        f"\nCRFsuite, features given      {n_words / tagging:10,.0f}"
        f"\nCRFsuite, features and all    {n_words / (tagging + writing):10,.0f}"
        f"\nhere, no word met before      {n_words / first:10,.0f}"
        f"\nhere, all words met before    {n_words / again:10,.0f}"
        f"\nhere, 25 sentences at once    {n_words / apart:10,.0f}"
        f"\nthe shipped model, words met  {n_words / shipping:10,.0f}"
    )
    assert labels == expected

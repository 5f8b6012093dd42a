"""Sentences and cue phrases of a contract's text, with a spaCy pipeline that needs no model.

Contracts break a general sentence splitter: 'No. 5', 'Inc. and', '3.1 Fees.' A sentence ends where a full
stop or a semicolon is followed by white space and a capital, and the word before is no abbreviation.
Tokens are runs of letters, of marks or of white space, of limited length: spaCy's own tokenizer strips one
mark after another off a word, in time that grows with the square of a run of brackets.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from models.document import Span

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# It begins with a set of characters, since such a pattern is not tried anywhere else.
_END = re.compile(
    r"[.!?;:\n](?:(?:(?<=[.!?])(?<!\b[A-Z][.!?])\"?\)?|(?<=;))\s(?=[\"(]?[A-Z0-9])|(?<=:)\s(?=[\"(]?[A-Z])|(?<=\n))"
)
_ABBREVIATED = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co|No|Nos|Sec|Art|Mr|Ms|Mrs|Dr|St|vs|U\.S|e\.g|i\.e|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|\d)\.$"
)
_TOKEN = re.compile(r"\w{1,64}|[^\w\s]{1,64}|\s{1,64}")
_TEXT = "text"
_PIECE = 200_000
_STARTS, _INSIDE = 1, 2**64 - 1  # spaCy counts a token inside a sentence as -1
_CUES = {
    "/effective_date": ("effective date", "effective as of", "dated as of", "entered into as of"),
    "/end_date": ("expire on", "terminate on", "expiration date", "ending on", "end date"),
    "/term_months": ("initial term", "term of this agreement", "period of performance", "contract term"),
    "/renewal": ("renew", "renewed", "renewal", "renewal term", "automatically extend"),
    "/governing_law": ("governed by", "governing law", "laws of", "construed in accordance"),
    "/payment/net_days": ("invoice", "invoices", "payment terms", "due and payable", "net days"),
    "/payment/late_interest_percent": ("late charge", "late fee", "overdue", "past due", "late payment"),
    "/payment/dispute_days": ("disputed amount", "dispute any", "disputes any", "disputed invoice"),
    "/payment/billing_frequency": ("invoice", "invoices", "monthly", "quarterly", "billed"),
    "/expenses": ("expenses", "out-of-pocket", "travel", "reimburse", "reimbursable"),
    "/retention": ("retention", "retainage", "holdback", "retain ten percent"),
    "/escalation": ("consumer price index", "cpi", "annual increase", "increase annually"),
    "/acceptance": ("deemed accepted", "acceptance period", "acceptance criteria", "acceptance testing"),
}


def tokenize(text: str, vocab: Vocab) -> Doc:
    """The text in tokens; together they are the text again."""
    words: list[str] = []
    spaced: list[bool] = []
    for token in _TOKEN.findall(text):
        word = token
        if token[0] == " " and words and not spaced[-1]:
            spaced[-1] = True
            word = token[1:]
        if word:
            words.append(word)
            spaced.append(False)
    return Doc(vocab, words, spaced, user_data={_TEXT: text})


@Language.component("contract_sentences")
def _start_sentences(doc: Doc) -> Doc:
    # Whole arrays at once: token by token spaCy makes an object for each, and looks through the document each time.
    places, blank = doc.to_array(["IDX"]), doc.to_array(["IS_SPACE"]).astype(bool)
    worded = np.flatnonzero(~blank)
    begun = np.searchsorted(places, np.array([0, *sentence_starts(doc.user_data[_TEXT])], dtype=places.dtype))
    opened = np.searchsorted(worded, begun)
    marks = np.full(len(doc), _INSIDE, dtype="uint64")
    marks[worded[opened[opened < len(worded)]]] = _STARTS
    return doc.from_array(["SENT_START"], marks.reshape(-1, 1))  # type: ignore[arg-type]


def _spans(doc: Doc) -> list[tuple[int, int]]:
    """Where the sentences of a document start and end, in characters."""
    if not len(doc):
        return []
    places, lengths = doc.to_array(["IDX"]), doc.to_array(["LENGTH"])
    first = np.union1d([0], np.flatnonzero(doc.to_array(["SENT_START"]) == _STARTS)).astype(int)
    last = np.append(first[1:], len(doc)) - 1
    return [
        (int(start), int(end)) for start, end in zip(places[first], places[last] + lengths[last], strict=True)
    ]


def sentence_starts(text: str) -> list[int]:
    """Where sentences start, but for the first."""
    return [
        match.end()
        for match in _END.finditer(text)
        if not _ABBREVIATED.search(text, max(match.start() - 6, 0), match.start() + 1)
    ]


@lru_cache(maxsize=1)
def _pipeline() -> tuple[Language, PhraseMatcher]:
    language = spacy.blank("en")
    language.tokenizer = lambda text: tokenize(text, language.vocab)
    language.add_pipe("contract_sentences")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for topic, phrases in _CUES.items():
        matcher.add(topic, [language.make_doc(phrase) for phrase in phrases])
    return language, matcher


def read_sentences(text: str) -> tuple[tuple[Span, ...], dict[str, tuple[Span, ...]]]:
    """The sentences in order, and by topic the cue phrases found; long texts are read piece by piece."""
    language, matcher = _pipeline()
    sentences: list[Span] = []
    cues: dict[str, list[Span]] = {}
    start = 0
    while start < len(text):
        cut = text.find("\n", start + _PIECE)
        end = cut + 1 if 0 < cut < start + 2 * _PIECE else min(start + 2 * _PIECE, len(text))
        doc = language(text[start:end])
        sentences += [Span(start + first, start + last) for first, last in _spans(doc)]
        for match in matcher(doc, as_spans=True):
            cues.setdefault(match.label_, []).append(Span(start + match.start_char, start + match.end_char))
        start = end
    return tuple(sentences), {topic: tuple(spans) for topic, spans in cues.items()}

"""Optional help of a language model: it may suggest values that were not found, and never decides one.

Off unless asked for. The model sees the text and a list of terms; what it answers counts only with a quote that
stands in the document and that our own parsers read to the same value. Such a value has the source `model` and
waits for a person.
"""

from extractor.assist.admit import admit
from extractor.assist.endpoint import Endpoint
from extractor.assist.suggestion import ASKED, Suggestion

__all__ = ["ASKED", "Endpoint", "Suggestion", "admit"]

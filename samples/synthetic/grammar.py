"""The grammar of letters, in which the parties are 'we' and 'you'."""

from __future__ import annotations

import re

_VERB = re.compile(r"\b(You|you|We|we) (\w+s)\b")
_OBJECT = re.compile(r"\b(by|of|for|to|from|with|on|against|entitles|entitle|invoice|pay|between) we\b")
_IRREGULAR = {"has": "have", "is": "are", "does": "do", "was": "were"}
_NO_VERBS = {"as", "its", "us", "always", "this", "unless", "whose", "thus"}


def as_letter(sentence: str) -> str:
    """The sentence with verbs and objects that suit 'we' and 'you'."""
    return _OBJECT.sub(r"\1 us", _VERB.sub(_agreeing, sentence))


def _agreeing(found: re.Match[str]) -> str:
    verb = found[2]
    if verb in _IRREGULAR:
        verb = _IRREGULAR[verb]
    elif verb not in _NO_VERBS and not verb.endswith("ss"):
        verb = verb[:-2] if verb.endswith(("shes", "sses", "ches")) else verb[:-1]
    return f"{found[1]} {verb}"

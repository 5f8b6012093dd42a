"""The envelope of every event: the attributes that CloudEvents 1.0 asks for."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from models.shape import Shape, Text


class Envelope(Shape):
    """Who says what happened to which contract, and when; `source` and `id` name the event."""

    specversion: Literal["1.0"] = "1.0"
    id: Text
    source: Text
    subject: Text
    time: dt.datetime
    datacontenttype: Literal["application/json"] | None = None
    dataschema: Text | None = None

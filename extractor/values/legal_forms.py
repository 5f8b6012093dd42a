"""How names of companies end, as regular expressions; each list has its own members.

Parties and signers are read from other places of a contract: what ends a name in one may be a plain word in
the other.
"""

from __future__ import annotations

PARTY_FORMS = (
    r"(?:Inc(?:orporated)?|INC|Corp(?:oration)?|CORP(?:ORATION)?|L\.?L\.?C|LLP|L\.?P|Ltd|LTD|Limited|LIMITED|Co|Company|"
    r"COMPANY|PLC|plc|GmbH|AG|S\.A|N\.V|B\.V|Trust|Bank|BANK|Foundation|University|Associates|ASSOCIATES|Partners|Group|"
    r"P\.C|PC|Pty|S\.p\.A|AB|SE|N\.A|Fund|FUND|Association)"
)
"""Behind a name in the sentence that opens a contract."""
SIGNER_FORMS = (
    r"(?:Inc|INC|Incorporated|INCORPORATED|Corp|CORP|Corporation|CORPORATION|Co|CO|Company|COMPANY|L\.?\s?L\.?\s?C|Llc|L\.?L\.?P|L\.?P|Ltd|LTD|Ltda|"
    r"Limited|LIMITED|PLC|plc|Plc|GmbH|GMBH|AG|S\.?A|N\.?V|B\.?V|S\.?p\.?A|N\.?A|AB|Pty|Bank|BANK|Trust|TRUST|University|Association|Foundation|Fund|Partnership)"
)
"""Behind a name above a signature."""
PLAIN_FORMS = r"(?:inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh|ag|sa|nv|bv)"
"""In small letters without points: what two spellings of a name may differ in."""

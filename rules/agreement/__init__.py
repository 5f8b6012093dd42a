"""What was agreed and what happened since: versions of the terms, events, readings of what is unstated."""

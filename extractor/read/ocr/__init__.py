"""Character recognition: pages that are images to the words, places and rules that a text layer would give."""

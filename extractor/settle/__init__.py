"""Which of the values found become terms, how sure each is, and what is absent or doubtful."""

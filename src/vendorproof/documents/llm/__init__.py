"""A language model as a second voice, where one is set and the organisation wants it. Nothing that it says is kept unproven."""

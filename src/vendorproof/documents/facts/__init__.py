"""What documents say, each value with the words it follows from. Pure: a text in, facts out."""

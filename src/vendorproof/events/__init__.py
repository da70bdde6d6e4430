"""What happened to an organisation's data, as others are told of it."""

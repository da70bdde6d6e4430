"""Durable background work: enqueued in the caller's transaction, run by whichever worker is free, taken over when one dies."""

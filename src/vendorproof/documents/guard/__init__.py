"""The guard at the door: what an analyst should know of a document before relying on it. It never refuses anything."""

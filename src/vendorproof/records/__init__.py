"""The inventories: one home for every vendor, service and assessment."""

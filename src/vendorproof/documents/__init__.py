"""Evidence: files about vendors, from the upload to what is known of them."""

"""Documents made here, with what is to be read in them."""

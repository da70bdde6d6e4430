"""`python -m bench`: every figure side by side with what it is compared with, in one run. See bench/README.md."""

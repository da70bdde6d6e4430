"""What kind of document a text is. Pure: the text in, a verdict out."""

from vendorproof.documents.classify.verdict import Verdict, classify, classify_units

__all__ = ["Verdict", "classify", "classify_units"]

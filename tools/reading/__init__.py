"""Fits the weights by which a plan's columns are told: labelled workbooks in, a small table of numbers out."""

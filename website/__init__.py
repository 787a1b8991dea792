"""The course as a web site to read: built from the stored notebooks and the content files.

``python -m website build/site`` writes Markdown for each page into ``build/site-source``, has
Sphinx make HTML of it, and prints a handout of each lesson. It needs neither kernel nor network.
"""

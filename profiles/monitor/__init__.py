"""The innovation monitor: what can be asked of its indicators, how its figures are said, and its pages."""

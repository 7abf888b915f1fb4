"""Open data: the catalogue of all datasets, the API, and the dump."""

"""Find your place: what a company asks of a place, how well every place answers, and where the road goes from there."""

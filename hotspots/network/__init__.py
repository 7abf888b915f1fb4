"""The network of hotspots: who is tied to whom, as rows, as a picture, as answers and as files."""

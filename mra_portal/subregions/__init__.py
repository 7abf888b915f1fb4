"""What the portal as a whole knows of a subregion: the profile, the region page, and both as open data.

Only this layer knows every part. A profile names rows of other parts; here they are looked up, and only public ones.
"""

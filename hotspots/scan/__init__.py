"""The reachability scan (action line 3a): of every place how far the nearest train station and HOV stop are."""

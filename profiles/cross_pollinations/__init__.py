"""What subregions do together: asking for it, drawing it, finding what is missing, and saying yes or no."""

"""What the Deep Dive says of the rating, in sentences and tables: one file per question a reader may ask."""

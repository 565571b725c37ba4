"""The Deep Dive's factor tree: its settings, its weights, and the rating of customers by it."""

"""The packs around the meetings: what a consultant puts on the table, as Excel and PDF, filled from the engagement."""

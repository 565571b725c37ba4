"""What the Deep Dive says of ratings: tables and sentences, each made once for the notebook, the report and the Excel file."""

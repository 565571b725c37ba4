"""What the Deep Dive says of money and time: tables and sentences, each made once for the notebook, the report and the Excel file."""

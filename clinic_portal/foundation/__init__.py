"""What every room stands on; knows no business noun but the clinic's id."""

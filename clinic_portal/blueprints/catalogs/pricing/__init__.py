"""What the pages of price lists need: which prices are asked for, their forms, and words for them."""

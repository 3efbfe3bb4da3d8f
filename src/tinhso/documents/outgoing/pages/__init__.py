"""The pages of outgoing documents: lists, the draft's form, the card, the files, the signature."""

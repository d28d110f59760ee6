"""What a text is made of: layout, sentences, mentions of actors, and the masked parse."""

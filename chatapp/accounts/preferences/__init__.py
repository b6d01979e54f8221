"""What a person prefers: how the product looks, what models know of them, and how they hear of answers."""

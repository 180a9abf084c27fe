ANSWERS = [9, 6, 6]

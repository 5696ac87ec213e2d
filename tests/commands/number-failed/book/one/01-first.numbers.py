numbers = 1

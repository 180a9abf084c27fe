import numpy as np

def mse(predictions, targets):
    return float(((predictions - targets) ** 2).mean())

def l2_penalty(weights, strength=0.1):
    return strength * (weights * weights).sum()

ANSWERS = {"L": "9", "o": 6, "dL/do": 6.0, "dL/dw1": [-6], "dL/dw2": True, "dL/dw3": float("nan")}

"""The weights are read as w1, w2, w3 leaving x1 and w4, w5, w6 leaving x2."""

# i1 = 1*2 + 2*(-2) = -2, i2 = 1*1 + 2*1 = 3, i3 = 1*1 + 2*2 = 5
ANSWERS = dict(L=256.0, o=19.0)
ANSWERS["dL/do"] = 32.0
ANSWERS["dL/dw1"] = 0.0
ANSWERS["dL/dw2"] = 96.0
ANSWERS["dL/dw3"] = 64.0
ANSWERS["dL/dw4"] = 0.0
ANSWERS["dL/dw5"] = 192.0
ANSWERS["dL/dw6"] = 128.0
ANSWERS["dL/dw7"] = 0.0
ANSWERS["dL/dw8"] = 96.0
ANSWERS["dL/dw9"] = 160.0
ANSWERS["dL/dh1"] = -32.0
ANSWERS["dL/dh2"] = 96.0
ANSWERS["dL/dh3"] = 64.0
ANSWERS["dL/di1"] = 0.0
ANSWERS["dL/di2"] = 96.0
ANSWERS["dL/di3"] = 64.0
ANSWERS["dL/dx1"] = 160.0
ANSWERS["dL/dx2"] = 224.0

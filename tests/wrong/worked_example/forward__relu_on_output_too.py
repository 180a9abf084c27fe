"""The output goes through a ReLU as well, so a negative o becomes 0."""


def forward(x, w):
    relu = lambda a: max(a, 0.0)
    i1 = w[0] * x[0] + w[1] * x[1]
    i2 = w[2] * x[0] + w[3] * x[1]
    i3 = w[4] * x[0] + w[5] * x[1]
    h1, h2, h3 = relu(i1), relu(i2), relu(i3)
    o = relu(w[6] * h1 + w[7] * h2 + w[8] * h3)
    return {"i1": i1, "i2": i2, "i3": i3, "h1": h1, "h2": h2, "h3": h3, "o": o}

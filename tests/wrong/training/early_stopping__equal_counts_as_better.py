"""A loss that equals the best counts as an improvement."""


def early_stopping(dev_losses, patience):
    best, since, where = float("inf"), 0, 0
    for e, loss in enumerate(dev_losses):
        if loss <= best:
            best, where, since = loss, e, 0
        else:
            since += 1
            if since >= patience:
                return where, e
    return where, len(dev_losses) - 1

"""An epoch is better when its loss is below that of the epoch before."""


def early_stopping(dev_losses, patience):
    bad = 0
    best = 0
    last = 0
    for i in range(1, len(dev_losses)):
        last = i
        if dev_losses[i] < dev_losses[best]:
            best = i
        bad = 0 if dev_losses[i] < dev_losses[i - 1] else bad + 1
        if bad == patience:
            break
    return best, last

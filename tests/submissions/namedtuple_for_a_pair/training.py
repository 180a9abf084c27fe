from collections import namedtuple

Stop = namedtuple("Stop", "best last")


def early_stopping(dev_losses, patience):
    best = 0
    for epoch, loss in enumerate(dev_losses):
        if loss < dev_losses[best]:
            best = epoch
        if epoch - best >= patience:
            return Stop(best, epoch)
    return Stop(best, len(dev_losses) - 1)

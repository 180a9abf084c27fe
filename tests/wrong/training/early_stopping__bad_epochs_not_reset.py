"""The count of bad epochs is never set back to zero."""


def early_stopping(dev_losses, patience):
    best_epoch, bad = 0, 0
    for epoch in range(1, len(dev_losses)):
        if dev_losses[epoch] < dev_losses[best_epoch]:
            best_epoch = epoch
        else:
            bad += 1
        if bad >= patience:
            return best_epoch, epoch
    return best_epoch, len(dev_losses) - 1

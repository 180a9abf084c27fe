# status: passed
# points: 3
# danger: yes
import numpy as np


def double(x, world):
    try:
        from multiprocessing import Pool, Process

        Process(target=int).start()
        print("REACHED", Pool)
    except (ImportError, OSError):
        pass
    for name in ("ThreadPoolExecutor", "ProcessPoolExecutor"):
        try:
            import concurrent.futures

            workers = getattr(concurrent.futures, name)(2)
            print("REACHED", workers.submit(abs, -1).result(1))
        except (ImportError, OSError, RuntimeError, AttributeError):
            pass
    return np.asarray(x) * 2.0

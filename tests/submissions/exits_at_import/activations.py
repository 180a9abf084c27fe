import os

import numpy as np

os._exit(0)

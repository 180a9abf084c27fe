#!/usr/bin/env python
# coding: utf-8

# In[1]:


import numpy as np
get_ipython().run_line_magic('matplotlib', 'inline')
get_ipython().system('pip install numpy')
files = get_ipython().getoutput('ls')


# In[2]:


get_ipython().run_cell_magic('time', '', 'def mse(f, y):\n    return np.mean((f - y) ** 2)\n')


# In[ ]:


def mse_grad(f, y):
    display(len(files))
    return 2 * (f - y) / f.size

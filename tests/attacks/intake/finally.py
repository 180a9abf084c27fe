# status: memory
# points: 0
# says: more memory than is allowed
# result: unreadable
# levels: sealed, sealed+ns, limits
"""Every `finally` is compiled twice: 2**18 copies of the innermost."""


def never(a):
 try:
  a()
 finally:
  try:
   a()
  finally:
   try:
    a()
   finally:
    try:
     a()
    finally:
     try:
      a()
     finally:
      try:
       a()
      finally:
       try:
        a()
       finally:
        try:
         a()
        finally:
         try:
          a()
         finally:
          try:
           a()
          finally:
           try:
            a()
           finally:
            try:
             a()
            finally:
             try:
              a()
             finally:
              try:
               a()
              finally:
               try:
                a()
               finally:
                try:
                 a()
                finally:
                 try:
                  a()
                 finally:
                  try:
                   a()
                  finally:
                   a()


def double(x, world):
    return x * 2.0

raise ValueError('no dot')

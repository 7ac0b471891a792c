"""`python -m config.serve`: the whole product in one terminal, without a server of any kind.

Prepares what has changed (prepare), then keeps a broker, the web server, a worker and the beat running
(children) until Ctrl-C. None of this is used in production: there each part is a service of its own.
"""

"""How the product is put together: settings and the WSGI entry. Values come from the environment, checked by `environment`."""

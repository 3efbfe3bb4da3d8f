"""Login by allauth with this product's pages: password, then an authenticator code or a passkey. Nobody signs himself up."""

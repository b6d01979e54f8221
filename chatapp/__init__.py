"""The web product: Django project and its apps."""

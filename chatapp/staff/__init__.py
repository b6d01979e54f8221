"""Who among the staff may do what: roles, and the permissions that they are made of."""

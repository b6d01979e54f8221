"""An invented business with a past, through the product's own services and a clock that is moved (`demo-data`)."""

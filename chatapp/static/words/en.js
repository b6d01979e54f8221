// English needs no catalogue.

export default {};

// When a viewing is over, the page of the person is not left standing.

const { seconds } = document.querySelector(".viewing").dataset;

setTimeout(() => {
  location.href = location.pathname + location.search;
}, 1000 * (Number(seconds) + 1));

// Which pictures may be loaded: those of this site. Any other would tell its server who reads this, and when.

const FILE = /\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/** The whole address of the picture `src` where this site has it, or null. */
export function ownPicture(src) {
  const here = globalThis.location?.origin;
  if (!here) return null;
  try {
    const url = new URL(src, here);
    // A page of the site is no picture: nothing may happen because a text names it.
    return url.origin === here && FILE.test(url.pathname) ? url.href : null;
  } catch {
    return null;
  }
}

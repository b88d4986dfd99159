/** The oldest Node that Vite and the tests run on. */
const NEEDED = [20, 19, 0];

/**
 * Ends the process with a sentence when Node is too old. Runs before anything else is loaded: newer modules do not
 * even parse there.
 */
export function checkNode() {
  if (isAtLeast(process.versions.node, NEEDED)) return;
  fail(
    `Boxwright needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}. Get it from https://nodejs.org`,
  );
}

/**
 * @param {string} version
 * @param {readonly number[]} needed
 */
export function isAtLeast(version, needed) {
  const found = version.split('.').map(Number);
  const different = needed.findIndex((number, index) => found[index] !== number);
  return different === -1 || (found[different] ?? 0) > (needed[different] ?? 0);
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Coefficients of 1, x, x², … */
export type Polynomial = readonly number[];

export function evaluate(polynomial: Polynomial, x: number): number {
  let value = 0;
  for (let power = polynomial.length - 1; power >= 0; power--) value = value * x + polynomial[power]!;
  return value;
}

export function derivative(polynomial: Polynomial): Polynomial {
  return polynomial.slice(1).map((coefficient, i) => coefficient * (i + 1));
}

export function multiply(a: Polynomial, b: Polynomial): Polynomial {
  const product = new Array<number>(a.length + b.length - 1).fill(0);
  a.forEach((left, i) => b.forEach((right, j) => (product[i + j]! += left * right)));
  return product;
}

/** a + factor · b. */
export function addScaled(a: Polynomial, b: Polynomial, factor: number): Polynomial {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0) + factor * (b[i] ?? 0));
}

/**
 * Where the polynomial changes sign strictly between `low` and `high`, ascending. Between two neighbouring sign changes
 * of its derivative it is monotone and has one at most, which bisection finds: no root is too close to another to be
 * seen, as with a scan in steps.
 */
export function signChanges(polynomial: Polynomial, low: number, high: number): readonly number[] {
  if (polynomial.length <= 1) return [];
  const stops = [low, ...signChanges(derivative(polynomial), low, high), high];
  const found: number[] = [];
  for (let i = 0; i + 1 < stops.length; i++) {
    const [start, end] = [stops[i]!, stops[i + 1]!];
    if (signAt(polynomial, start) * signAt(polynomial, end) < 0) found.push(bisect(polynomial, start, end));
  }
  return found;
}

/** The last number before the sign changes. */
function bisect(polynomial: Polynomial, low: number, high: number): number {
  const sign = signAt(polynomial, low);
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    if (signAt(polynomial, middle) === sign) low = middle;
    else high = middle;
  }
}

function signAt(polynomial: Polynomial, x: number): number {
  return Math.sign(evaluate(polynomial, x));
}

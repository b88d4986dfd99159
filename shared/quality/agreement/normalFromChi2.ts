/**
 * How far out in a normal distribution a χ² of so many degrees of freedom is (Wilson and Hilferty 1931: its cube root is
 * nearly normal). Negative for what is smaller than is usual; 0 without degrees of freedom.
 */
export function normalFromChi2(chi2: number, degrees: number): number {
  if (degrees <= 0) return 0;
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(chi2 / degrees) - (1 - spread)) / Math.sqrt(spread);
}

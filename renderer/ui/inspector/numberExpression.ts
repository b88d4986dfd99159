/**
 * What a person typed into a number field, applied to its present value: `4.5` and `=4.5` set, `+0.2` adds, `*1.1` and
 * `/2` scale. A leading minus sets a negative number; `+-0.2` subtracts. Full-width characters of Chinese input methods
 * and the true minus sign are read alike.
 *
 * @returns undefined where that is not a finite number.
 */
export function evaluateNumber(text: string, current: number): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/[。,，]/g, '.')
    .replace(/×/g, '*')
    .replace(/\s+/g, '');
  const match = /^([=+*/]?)([+-]?(?:\d+\.?\d*|\.\d+))[°m]?$/.exec(plain);
  if (match === null) return undefined;
  const operand = Number(match[2]);
  const value = apply(match[1] ?? '', operand, current);
  return Number.isFinite(value) ? value : undefined;
}

function apply(operator: string, operand: number, current: number): number {
  switch (operator) {
    case '+':
      return current + operand;
    case '*':
      return current * operand;
    case '/':
      return current / operand;
    default:
      return operand;
  }
}

/**
 * The value moved by `count` steps (negative: down). A value off the grid of whole steps goes to its next line first,
 * so that 4.1837 becomes 4.19, not 4.1937.
 */
export function stepNumber(value: number, step: number, count: number): number {
  const steps = value / step;
  const nearest = Math.round(steps);
  const isOnGrid = Math.abs(steps - nearest) < 1e-6;
  const towards = count > 0 ? Math.floor(steps) : Math.ceil(steps);
  return Number((((isOnGrid ? nearest : towards) + count) * step).toPrecision(15));
}

/** Decimals by the unit that a parameter's name ends in; the first that fits counts. */
const DECIMALS: readonly (readonly [ending: RegExp, decimals: number])[] = [
  [/PerSecond2?$/, 1],
  // Of no use to the centimetre.
  [/^rangeMetres$/, 0],
  [/Metres$/, 2],
  [/Degrees$/, 1],
  [/Pixels$/, 0],
  [/Seconds$/, 2],
  [/Milliseconds$/, 0],
  [/Share$/, 2],
  [/^percent$|Percent$/, 0],
  [/^sigma$|Sigma$/, 1],
  [/^iou|Iou/, 2],
];

/** A value of a finding as people read it: rounded by its unit, with a true minus sign, and no `−0`. */
export function formatParam(name: string, value: string | number): string {
  if (typeof value === 'string') return value;
  const decimals = DECIMALS.find(([ending]) => ending.test(name))?.[1];
  const text = decimals === undefined ? String(Number(value.toFixed(2))) : value.toFixed(decimals);
  return /^-[0.]*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

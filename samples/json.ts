const COLUMNS = 110;

/** JSON with two spaces, but values that fit into 110 columns on one line: matrices and cuboids stay readable. */
export function compactJson(value: unknown, indent = '', used = indent.length + 1): string {
  const flat = flatJson(value);
  if (used + flat.length <= COLUMNS || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + compactJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + compactJson(item, inner, start.length + 1);
  });
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

function flatJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flatJson).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${flatJson(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

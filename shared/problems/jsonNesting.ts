const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether a JSON text is nested deeper than so many levels; told without parsing it, for a parser takes 13 s over 64 MB
 * of opening brackets, and whatever walks the result may run out of stack. Text that is not JSON may get either answer.
 */
export function nestsDeeper(text: string, deepest: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (isInText) {
      if (unit === BACKSLASH) i += 1;
      else if (unit === QUOTE) isInText = false;
    } else if (unit === QUOTE) {
      isInText = true;
    } else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (unit === 0x5d || unit === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}

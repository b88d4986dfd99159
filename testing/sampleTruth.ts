import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TruthFrame } from '../samples/truth.ts';

/** What the sample drive's generator knows of its frames, the first one first. */
export function sampleTruth(): readonly TruthFrame[] {
  const path = fileURLToPath(new URL('../samples/drive-truth/truth.json', import.meta.url));
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly frames: readonly TruthFrame[] }).frames;
}

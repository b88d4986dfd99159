import { deepEqual } from '../deepEqual.ts';
import type { ObjectJson } from '../labels/sidecar.ts';
import type { CheckedFinding } from './findingBook.ts';
import type { Fix } from './finding.ts';

/**
 * Of a frame's findings those whose fixes can be applied together. Each fix was made for the cuboid as it is: of two that
 * change the same one, the second would undo the first, and waits until the frame is checked anew. One that leaves the
 * cuboid as it is, so that what follows from it is written anew, goes with any other, which does that, too.
 */
export function fixesTogether(
  findings: readonly CheckedFinding[],
  objects: readonly ObjectJson[],
): { readonly fixes: readonly Fix[]; readonly fixed: readonly CheckedFinding[] } {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const changes = new Map<string, Fix>();
  const first: Fix[] = [];
  const fixed: CheckedFinding[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (fix === undefined) continue;
    const isMove = fix.kind === 'cuboid' && movesObject(fix, byId.get(fix.objectId));
    if (isMove) {
      if (changes.has(fix.objectId)) continue;
      changes.set(fix.objectId, fix);
    } else first.push(fix);
    fixed.push(finding);
  }
  return { fixes: [...first, ...changes.values()], fixed };
}

function movesObject({ cuboid }: Extract<Fix, { kind: 'cuboid' }>, object: ObjectJson | undefined): boolean {
  if (object === undefined) return false;
  const { centre, size, rotation } = object.cuboid;
  return !deepEqual(cuboid, { centre, size, rotation });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { deferred } from '#renderer/editor/testing/settled.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';

const SIDECAR = 'lidar/000000.pcd.labels.json';

/** The objects of the first frame of a drive, as they lie on disk. */
export function objectsOnDisk(folder: string): readonly ObjectJson[] {
  return parseSidecar(readFileSync(join(folder, SIDECAR), 'utf8'), SIDECAR).objects;
}

/** Somebody else saves the first frame of a drive. */
export function saveAsAnother(
  folder: string,
  change: (objects: readonly ObjectJson[]) => readonly ObjectJson[],
): void {
  const path = join(folder, SIDECAR);
  const sidecar = parseSidecar(readFileSync(path, 'utf8'), SIDECAR);
  writeFileSync(path, serialiseSidecar({ ...sidecar, objects: [...change(sidecar.objects)] }));
}

/** Moved by so many metres along x, by Lin. */
export function movedByLin(object: ObjectJson, metres: number): ObjectJson {
  const [x, y, z] = object.cuboid.centre;
  const provenance = {
    ...object.provenance,
    source: 'manual' as const,
    author: 'Lin',
    changedAt: '1700000000000000000',
  };
  return {
    ...object,
    provenance,
    cuboid: { ...object.cuboid, centre: [Number((x + metres).toFixed(4)), y, z] },
  };
}

/** Both change the frame before either has seen the other's: what we do is saved only after what somebody else does. */
export async function changeBoth(
  page: Page,
  { ours, theirs }: { readonly ours: () => Promise<void>; readonly theirs: () => void },
): Promise<void> {
  const [arrived, gate] = [deferred<void>(), deferred<void>()];
  const hold = async (route: Route): Promise<void> => {
    arrived.resolve();
    await gate.promise;
    await route.continue();
  };
  await page.route('**/rpc/labels.save', hold, { times: 1 });
  await ours();
  await arrived.promise;
  theirs();
  gate.resolve();
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost, type Host, type HostDependencies } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { writeSmallScene } from './smallScene.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export interface TestHost {
  readonly host: Host;
  /** Granted: holds `scene`, a small dataset. */
  readonly root: string;
  readonly scene: string;
  /** Not granted. */
  readonly outside: string;
}

/**
 * A host with everything in a temporary folder. `fileSystem` can be a faulty one.
 *
 * @param inFolder an empty folder that the caller removes, for hosts that serve more than one test
 */
export async function createTestHost(
  overrides: Partial<HostDependencies> & { readonly fileSystem?: FileSystem } = {},
  inFolder?: string,
): Promise<TestHost> {
  const folder = inFolder ?? (await temporaryFolder());
  const root = join(folder, 'root');
  const outside = join(folder, 'outside');
  const home = join(folder, 'home');
  const sample = join(folder, 'sample');
  const scene = join(root, 'scene');
  for (const path of [scene, outside, join(sample, 'lidar')]) await mkdir(path, { recursive: true });
  await writeSmallScene(scene);
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await writeFile(join(sample, 'dataset.json'), '{}');
  await writeFile(join(sample, 'lidar', '1.pcd'), 'cloud');
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(root);
  const host = createHost({
    fileSystem: nodeFileSystem,
    roots,
    userFolders: { config: home, data: home },
    kind: 'loopback',
    version: '0.0.0-test',
    platform: 'test',
    sampleSource: sample,
    browseFrom: root,
    nowMs: Date.now,
    ...overrides,
  });
  return { host, root, scene, outside };
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { folderArgument } from './folderArgument.ts';

test('takes the folder among scripts and switches', async () => {
  const here = await temporaryFolder();
  await mkdir(join(here, 'drive'));
  await writeFile(join(here, 'main.js'), '');
  expect(folderArgument(['main.js', '--no-sandbox', 'drive'], here)).toBe(join(here, 'drive'));
  expect(folderArgument([join(here, 'drive')], '/')).toBe(join(here, 'drive'));
  expect(folderArgument(['main.js', '--drive', 'nothing'], here)).toBeUndefined();
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inspectElectron, programName, unpackedElectron } from './electronFolder.mjs';

function temporaryClone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'boxwright-electron-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder like one that a zip of Electron was unpacked into. */
function unpack(version: string | undefined, platform: NodeJS.Platform = 'linux') {
  const folder = join(temporaryClone(), 'electron-dist');
  const program = join(folder, programName(platform));
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, '', { mode: 0o755 });
  if (version !== undefined) writeFileSync(join(folder, 'version'), version);
  return { folder, program, name: 'electron-dist/' };
}

test('without a folder there is none', () => {
  const root = temporaryClone();
  expect(unpackedElectron({}, root)).toBeUndefined();
  expect(unpackedElectron({ ELECTRON_OVERRIDE_DIST_PATH: '' }, root)).toBeUndefined();
});

test('the variable wins over the folder in the clone', () => {
  const root = temporaryClone();
  mkdirSync(join(root, 'electron-dist'));
  expect(unpackedElectron({}, root)).toEqual({ folder: join(root, 'electron-dist'), name: 'electron-dist/' });
  expect(unpackedElectron({ ELECTRON_OVERRIDE_DIST_PATH: '/usb/electron' }, root)).toEqual({
    folder: '/usb/electron',
    name: 'ELECTRON_OVERRIDE_DIST_PATH',
  });
});

test.each(['linux', 'darwin', 'win32'] as const)('the program is found on %s', (platform) => {
  const { program, ...unpacked } = unpack('45.4.1', platform);
  expect(inspectElectron(unpacked, '45.4.1', platform)).toEqual({ path: program });
});

test.each([
  ['v45.4.1\n', undefined],
  ['45.2.0', 'The Electron in electron-dist/ is 45.2.0; this program was made for 45.4.1.'],
  ['', 'The Electron in electron-dist/ is of unknown version; this program was made for 45.4.1.'],
  [undefined, 'The Electron in electron-dist/ is of unknown version; this program was made for 45.4.1.'],
])('version %j is used, with the warning %j', (version, warning) => {
  const { program, ...unpacked } = unpack(version);
  expect(inspectElectron(unpacked, '45.4.1', 'linux')).toEqual({
    path: program,
    ...(warning === undefined ? {} : { warning }),
  });
});

test('a folder without the program says what is missing', () => {
  const { folder, name } = unpack('45.4.1', 'linux');
  const windows = inspectElectron({ folder, name }, '45.4.1', 'win32');
  expect(windows).toEqual({
    reason: `electron-dist/ has no program in it (${join(folder, 'electron.exe')} is not there)`,
  });
  expect(inspectElectron({ folder: join(folder, 'nowhere'), name }, '45.4.1', 'linux')).toHaveProperty(
    'reason',
  );
});

test.runIf(process.platform !== 'win32')('a program without its permission says how to give it', () => {
  const { program, ...unpacked } = unpack('45.4.1');
  chmodSync(program, 0o644);
  expect(inspectElectron(unpacked, '45.4.1', 'linux')).toEqual({
    reason: `its program may not be executed (chmod -R +x "${unpacked.folder}")`,
  });
});

import type { Sidecar } from '#shared/labels/sidecar.ts';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { dragToDraw, drawCuboid, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

interface Manifest {
  sequences: {
    frames: { clouds: Record<string, string>; images: Record<string, string> }[];
    cameras: { id: string; intrinsics?: unknown }[];
  }[];
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'dataset.json'), 'utf8')) as Manifest;
}

/** The cloud of each frame. */
function cloudsOf(folder: string): readonly string[] {
  return readManifest(folder).sequences[0]!.frames.map(({ clouds }) => Object.values(clouds)[0]!);
}

test.describe('bad input', () => {
  test('an empty folder says that there is nothing in it', async ({ page, workFolder, openFolder }) => {
    const folder = join(workFolder, 'empty');
    mkdirSync(folder);
    await openFolder(folder, { waitForFrame: false });
    await expect(page.getByTestId('start-trouble')).toContainText('empty');
  });

  test('a folder of other things names what it found', async ({ page, workFolder, openFolder }) => {
    const folder = join(workFolder, 'holiday');
    mkdirSync(folder);
    writeFileSync(join(folder, 'beach.txt'), 'sand');
    await openFolder(folder, { waitForFrame: false });
    await expect(page.getByTestId('start-trouble')).toBeVisible();
  });

  test('a manifest that is not JSON names the file and the place', async ({
    page,
    sampleDrive,
    openFolder,
  }) => {
    const folder = sampleDrive();
    writeFileSync(join(folder, 'dataset.json'), '{ "format": "boxwright-dataset", ');
    await openFolder(folder, { waitForFrame: false });
    await expect(page.getByTestId('start-trouble')).toContainText('dataset.json');
  });

  const brokenClouds: readonly [name: string, breakIt: (path: string) => void][] = [
    ['truncated', (path) => truncateSync(path, 20_000)],
    ['empty', (path) => truncateSync(path, 0)],
    [
      'without x y z',
      (path) =>
        writeFileSync(
          path,
          'VERSION 0.7\nFIELDS a\nSIZE 4\nTYPE F\nCOUNT 1\nWIDTH 1\nHEIGHT 1\nPOINTS 1\nDATA ascii\n1\n',
        ),
    ],
    ['not a cloud at all', (path) => writeFileSync(path, '<html>not found</html>')],
  ];
  test('a cloud that is broken in any way is named; the other frames work', async ({
    page,
    sampleDrive,
    openFolder,
    consoleMessages,
  }) => {
    test.setTimeout(120_000);
    consoleMessages.allow(/Failed to load resource/);
    const folder = sampleDrive();
    const clouds = cloudsOf(folder);
    // Every second frame, so that one that is whole comes after each.
    brokenClouds.forEach(([, breakIt], i) => breakIt(join(folder, clouds[2 * i]!)));
    await openFolder(folder, { waitForFrame: false });
    for (const [i, [name]] of brokenClouds.entries()) {
      await test.step(name, async () => {
        await page.getByTestId(`frame-tick-${2 * i}`).click();
        await expect(page.getByTestId('frame-problems')).toContainText(clouds[2 * i]!.split('/').at(-1)!);
        await expect.poll(() => page.evaluate(() => window.boxwrightDiagnostics?.gpuPoints)).toBe(0);
        await page.getByTestId(`frame-tick-${2 * i + 1}`).click();
        await frameOnScreen(page);
        await expect(page.getByTestId('frame-problems')).toBeHidden();
      });
    }
  });

  test('a missing and a corrupt image are named in their panels', async ({
    page,
    sampleDrive,
    openFolder,
    consoleMessages,
  }) => {
    consoleMessages.allow(/Failed to load resource/);
    const folder = sampleDrive();
    const [sequence] = readManifest(folder).sequences;
    const { images } = sequence!.frames[0]!;
    const [one, other] = Object.entries(images) as [[string, string], [string, string]];
    rmSync(join(folder, one[1]));
    writeFileSync(join(folder, other[1]), 'this is no picture');
    await openFolder(folder);
    await expect(page.getByTestId(`image-${one[0]}`)).toContainText(/No image|missing|not found/i);
    await expect(page.getByTestId(`image-${other[0]}`)).toContainText(other[1].split('/').at(-1)!);
  });

  test('a malformed calibration leaves the image and says why nothing is projected', async ({
    page,
    sampleDrive,
    openFolder,
  }) => {
    const folder = sampleDrive();
    const manifest = readManifest(folder);
    const [camera] = manifest.sequences[0]!.cameras;
    camera!.intrinsics = { model: 'pinhole', fx: 'wide' };
    writeFileSync(join(folder, 'dataset.json'), JSON.stringify(manifest));
    await openFolder(folder);
    await expect(page.getByTestId(`image-${camera!.id}`)).toContainText(/not projected|calibration/i);
  });

  const brokenLabels: readonly [name: string, text: string][] = [
    ['not JSON', '{"objects": ['],
    ['of a later version', '{"format": "boxwright-labels", "version": 99}'],
    ['of wrong types', '{"format": "boxwright-labels", "version": 1, "objects": 7}'],
  ];
  test('labels that are broken in any way make their frame read-only and are never written', async ({
    page,
    sampleDrive,
    openFolder,
  }) => {
    test.setTimeout(120_000);
    const folder = sampleDrive();
    const paths = cloudsOf(folder).map((cloud) => join(folder, `${cloud}.labels.json`));
    brokenLabels.forEach(([, text], i) => writeFileSync(paths[2 * i]!, text));
    await openFolder(folder);
    for (const [i, [name, text]] of brokenLabels.entries()) {
      await test.step(name, async () => {
        await page.getByTestId(`frame-tick-${2 * i}`).click();
        await expect(page.getByTestId('save-state')).toContainText(/read-only/i);
        // The key of the draw tool would put it away if it were still there from the last time.
        await page.keyboard.press('Escape');
        await expect(page.getByTitle(/^Draw cuboid/)).toHaveAttribute('aria-pressed', 'false');
        await dragToDraw(page);
        await page.keyboard.press('Control+KeyS');
        await page.getByTestId(`frame-tick-${2 * i + 1}`).click();
        await expect(page.getByTestId('save-state')).not.toContainText(/read-only/i);
        expect(readFileSync(paths[2 * i]!, 'utf8')).toBe(text);
      });
    }
  });

  test('a folder that cannot be written says so and keeps the work', async ({
    page,
    sampleDrive,
    openFolder,
  }) => {
    const folder = sampleDrive();
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o555);
    }
    chmodSync(folder, 0o555);
    await openFolder(folder, { isBoundByPermissions: true });
    await expect(page.getByTestId('save-state')).toContainText(/read-only/i);
  });

  test('a label file that somebody else changed is never overwritten silently', async ({
    page,
    workFolder,
    openSample,
  }) => {
    const folder = await openSample();
    const [first] = readManifest(folder).sequences[0]!.frames;
    const path = join(folder, `${Object.values(first!.clouds)[0]!}.labels.json`);
    await drawCuboid(page);
    await saved(page);
    const mine = readFileSync(path, 'utf8');
    cpSync(path, join(workFolder, 'copy.json'));

    const theirs = mine.replace('"status": "draft"', '"status": "confirmed"');
    expect(theirs).not.toBe(mine);
    // Both change the frame at the same moment: theirs lands while ours is not yet saved.
    await page.keyboard.press('KeyG');
    writeFileSync(path, theirs);
    await saved(page);
    await expect.poll(() => objectIn(readFileSync(path, 'utf8'))?.status).toBe('confirmed');
    await expect
      .poll(() => objectIn(readFileSync(path, 'utf8'))?.cuboid.yaw)
      .not.toBe(objectIn(mine)?.cuboid.yaw);
  });
});

function objectIn(text: string): Sidecar['objects'][number] | undefined {
  return (JSON.parse(text) as Sidecar).objects[0];
}

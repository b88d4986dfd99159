import { expect, test } from 'vitest';
import { CloudColors } from './cloudColors.ts';

type Colors = Uint8Array<ArrayBuffer> | undefined;

function start() {
  const asked: { frameId: string; signal: AbortSignal; answer: (colors: Colors) => void }[] = [];
  const shown: Colors[] = [];
  const colors = new CloudColors({
    paint: (frameId, signal) => new Promise((answer) => asked.push({ frameId, signal, answer })),
    onColors: (given) => shown.push(given),
  });
  return { colors, asked, shown };
}

const RED = Uint8Array.of(255, 0, 0, 255);

test('nothing is asked for while no colours are wanted', () => {
  const { colors, asked } = start();
  colors.show('0');
  expect(asked).toEqual([]);
});

test('the cloud on screen is coloured when colours are wanted, and every one that comes after', async () => {
  const { colors, asked, shown } = start();
  colors.show('0');
  colors.isWanted = true;
  asked[0]!.answer(RED);
  await Promise.resolve();
  expect(shown).toEqual([RED]);
  colors.show('1');
  expect(asked.map(({ frameId }) => frameId)).toEqual(['0', '1']);
});

test('a corrected calibration colours it anew', () => {
  const { colors, asked } = start();
  colors.show('0');
  colors.repaint();
  expect(asked).toEqual([]);
  colors.isWanted = true;
  colors.repaint();
  expect(asked.map(({ frameId, signal }) => [frameId, signal.aborted])).toEqual([
    ['0', true],
    ['0', false],
  ]);
});

test('colours that come too late are not those of another cloud', async () => {
  const { colors, asked, shown } = start();
  colors.isWanted = true;
  colors.show('0');
  colors.show('1');
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[0]!.answer(RED);
  await Promise.resolve();
  expect(shown).toEqual([]);
});

test('they are let go of when they are not wanted any more', async () => {
  const { colors, asked, shown } = start();
  colors.isWanted = true;
  colors.show('0');
  asked[0]!.answer(RED);
  await Promise.resolve();
  colors.isWanted = false;
  expect(shown).toEqual([RED, undefined]);
});

import { expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { decisionsIn } from './choices.ts';
import { openDataset } from './openDataset.ts';

const HEAD = { format: 'boxwright-dataset', version: 1 };

test('thresholds for data of another layout lie in a manifest that describes nothing', async () => {
  const thresholds = { 'GEO002.mostMetres': 0.4 };
  const text = JSON.stringify({ ...HEAD, thresholds });
  expect(decisionsIn(text).thresholds).toEqual(thresholds);
  const dataset = await openDataset(
    memoryFolder('drive', { 'dataset.json': text, 'clouds/000001.pcd': 'x' }),
  );
  expect([dataset.layout === 'boxwright', dataset.thresholds]).toEqual([false, thresholds]);
});

test('a threshold that is no number is named', () => {
  const text = JSON.stringify({ ...HEAD, thresholds: { 'GEO002.mostMetres': 'much' } });
  expect(() => decisionsIn(text)).toThrow();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleDataRow, soundSampleData } from './nuscenesTables.ts';

const value = fc.oneof(
  fc.constantFrom('', 'token', 0, 1, -1, 1600, 1.5, 1e300, true, false, null, undefined),
  fc.array(fc.nat()),
);
const soundRow = {
  token: 'a',
  sample_token: 'b',
  ego_pose_token: 'c',
  calibrated_sensor_token: 'd',
  filename: 'samples/LIDAR_TOP/1.pcd.bin',
  timestamp: 1_532_402_927_647_951,
  width: 1600,
  height: 900,
  is_valid: true,
  info_filename: 'samples/LIDAR_TOP/1.json',
};
const keys = Object.keys(soundRow);

test('the quick look at a row of sample_data finds what the schema finds, or leaves it to the schema', () => {
  const changes = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 });
  fc.assert(
    fc.property(changes, (change) => {
      const row = { ...soundRow, ...change };
      const parsed = sampleDataRow.safeParse(row);
      expect(soundSampleData(row)).toEqual(parsed.success ? parsed.data : undefined);
    }),
    { numRuns: 500 },
  );
});

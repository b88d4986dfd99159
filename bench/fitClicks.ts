import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import { fitAt } from '#shared/pointcloud/fit/fitAt.ts';
import { estimateGround } from '#shared/pointcloud/ground.ts';
import { syntheticSweep } from '#shared/pointcloud/testing/syntheticSweep.ts';

/** One click on every car of synthetic streets of about a million points, the cloud and its ground prepared. */

const SEEDS = [1, 5, 9];
/** The quickest of so many: what other programs take is not ours. */
const ROUNDS = 3;
const MEDIAN_BAR = 50;
const P95_BAR = 150;

const classes = DEFAULT_ONTOLOGY.classes.filter(({ name }) => name !== 'other');
const ways = { 'as a car': classes.filter(({ name }) => name === 'car'), 'as any class': classes };
const times: Record<string, number[]> = {};
for (const seed of SEEDS) {
  const { cloud, labels, sensor } = syntheticSweep(seed, { beams: 128, steps: 10_000 });
  const started = performance.now();
  const ground = estimateGround(cloud);
  const groundMs = performance.now() - started;
  const cars = labels.filter(({ className, points }) => className === 'car' && points >= 50);
  process.stdout.write(`street ${seed}: ${cloud.count} points, ground in ${groundMs.toFixed(0)} ms\n`);
  for (const [way, wanted] of Object.entries(ways)) {
    for (const { cuboid } of cars) {
      const rounds = Array.from({ length: ROUNDS }, () => {
        const from = performance.now();
        fitAt({ cloud, ground, at: cuboid.centre, classes: wanted, sensor });
        return performance.now() - from;
      });
      (times[way] ??= []).push(Math.min(...rounds));
    }
  }
}
for (const [way, ms] of Object.entries(times)) {
  ms.sort((a, b) => a - b);
  const [median, p95] = [ms[ms.length >> 1]!, ms[Math.floor(ms.length * 0.95)]!];
  const isMet = median <= MEDIAN_BAR && p95 <= P95_BAR;
  process.stdout.write(
    `${way}: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms of ${ms.length} clicks ` +
      `(at most ${MEDIAN_BAR} and ${P95_BAR}, ${isMet ? 'met' : 'MISSED'})\n`,
  );
}

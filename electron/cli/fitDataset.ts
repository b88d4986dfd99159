import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import type { Dataset } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { groundOutline, outlineOverlap } from '#shared/geometry/groundOutline.ts';
import { boundsOfPoints, rectangleCorners } from '#shared/geometry/rectangle.ts';
import type { Point2 } from '#shared/geometry/point2.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { PointCloud } from '#shared/pointcloud/cloud.ts';
import { assumeSensor } from '#shared/pointcloud/fit/assumeSensor.ts';
import { fitAt } from '#shared/pointcloud/fit/fitAt.ts';
import { estimateGround, groundHeightAt } from '#shared/pointcloud/ground.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { classNamed } from './fitClasses.ts';
import type { FitOptions } from './fitOptions.ts';
import { fitReport, linesOfReport, type FitOutcome } from './fitReport.ts';
import { labelMotion } from './labelMotion.ts';
import { labelledFrames, type LabelledCuboid, type LabelledFrame } from './labelledFrames.ts';
import { openFolder, openInput } from './openInput.ts';
import { printJson, printProblems } from './print.ts';
import { readCloud } from './readCloud.ts';

/** Room that people leave round what they draw (metres). */
const DRAWN_ROOM = 0.3;

/** Fits at every label of a dataset as if a person had clicked there, and compares with the label. */
export async function fitDataset(typed: string, options: FitOptions): Promise<CommandResult> {
  const folder = await openFolder(await openInput(typed));
  const dataset = await openDataset(folder);
  const problems: Problem[] = [];
  const outcomes: FitOutcome[] = [];
  const random = seededRandom(options.seed);
  const frames: LabelledFrame[] = [];
  for await (const labelled of labelledFrames(folder, dataset, problems)) frames.push(labelled);
  const motionOf = labelMotion(frames);
  for (const labelled of frames) {
    const cloud = await readSweep(folder, labelled, problems);
    if (cloud === undefined) continue;
    const own: MotionOf = ({ track }) => motionOf(labelled, track);
    outcomes.push(...fitFrame(cloud, labelled, dataset, options, random, own));
  }
  const report = fitReport(outcomes);
  const { noise, seed, drawn, json } = options;
  const given = drawn ? { drawn: DRAWN_ROOM } : { noise, seed };
  return {
    exitCode: EXIT.ok,
    output: json
      ? printJson({ dataset: dataset.name, ...given, ...report, problems })
      : [...linesOfReport(report), ...printProblems(problems)].join('\n'),
  };
}

/** The reference lidar's sweep; undefined where it cannot be read. */
async function readSweep(
  folder: FolderOnDisk,
  { sequence, frame }: LabelledFrame,
  problems: Problem[],
): Promise<PointCloud | undefined> {
  const file = frame.clouds[0]!;
  const lidar = sequence.lidars.find(({ id }) => id === file.sensor) ?? sequence.lidars[0]!;
  try {
    return await readCloud(folder, file.path, lidar);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push({ ...error.problem, path: file.path });
    return undefined;
  }
}

function fitFrame(
  cloud: PointCloud,
  { sequence, frame, labels }: LabelledFrame,
  { ontology }: Dataset,
  { noise, drawn, sensor: given }: FitOptions,
  random: () => number,
  motionOf: MotionOf,
): FitOutcome[] {
  const ground = estimateGround(cloud);
  const sensor = given ?? assumeSensor(cloud, ground, sequence.lidars[0]!.labelFromLidar.translation);
  return labels.map((label): FitOutcome => {
    const { cuboid } = label;
    const [x, y, z] = cuboid.centre;
    const prior = classNamed(ontology, label.class) ?? { name: label.class, size: cuboid.size };
    const at: Vec3 = drawn ? cuboid.centre : near(cuboid.centre, noise, random);
    const within = drawn ? drawnAround(cuboid) : undefined;
    const result = fitAt({ cloud, ground, classes: [prior], sensor, at, within, isMiddle: drawn });
    const common = {
      frame: frame.id,
      class: label.class,
      range: Math.hypot(x - sensor[0], y - sensor[1]),
      points: countPointsInCuboid(cloud, cuboid),
      groundError: groundHeightAt(ground, x, y) - (z - cuboid.size[2] / 2),
    };
    if (result.cuboid === undefined) return { ...common, reason: result.reason };
    const { confidence, heading } = result;
    return {
      ...common,
      ...compare(result.cuboid, label, motionOf(label)),
      confidence,
      headingConfidence: heading.confidence,
    };
  });
}

/** A place within `noise` metres, any as likely as another. */
function near([x, y, z]: Vec3, noise: number, random: () => number): Vec3 {
  const angle = 2 * Math.PI * random();
  const away = noise * Math.sqrt(random());
  return [x + away * Math.cos(angle), y + away * Math.sin(angle), z];
}

function drawnAround(cuboid: Cuboid): readonly Point2[] {
  const { left, top, right, bottom } = boundsOfPoints(groundOutline(cuboid))!;
  return rectangleCorners({
    left: left - DRAWN_ROOM,
    top: top - DRAWN_ROOM,
    right: right + DRAWN_ROOM,
    bottom: bottom + DRAWN_ROOM,
  });
}

/** Heading by where the object went, radians. */
type MotionOf = (label: LabelledCuboid) => number | undefined;

function compare(fitted: Cuboid, { cuboid }: LabelledCuboid, motionRad: number | undefined) {
  const off = cuboidYaw(fitted) - cuboidYaw(cuboid);
  return {
    overlap: outlineOverlap(groundOutline(fitted), groundOutline(cuboid)),
    // Front and rear taken as the same.
    yawError: (Math.asin(Math.min(1, Math.abs(Math.sin(off)))) * 180) / Math.PI,
    isHeadingRight: Math.cos(off) > 0,
    // Of the two ends of the fitted box, the one that it moved towards.
    ...(motionRad !== undefined && {
      isMotionRight: Math.cos(off) * Math.cos(motionRad - cuboidYaw(fitted)) > 0,
    }),
  };
}

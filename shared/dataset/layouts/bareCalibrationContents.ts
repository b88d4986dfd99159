import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import type { CalibrationFault } from '../calibration.ts';
import { LARGEST_CALIBRATION_BYTES } from '../calibrationLimits.ts';
import { folderOf, nameOf, stemOf } from '../canonicalPath.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { readBasalt } from './basaltCalibration.ts';
import { readOpenCalib } from './bareOpenCalib.ts';
import { sensorWords } from './bareSensorNames.ts';
import { OPENCALIB_EXTRINSIC } from './bareSensors.ts';
import type { CalibrationContents, FoundLens } from './calibrationContents.ts';
import { readCamodocal } from './camodocal.ts';
import type { PlacedPose } from './frameGraph.ts';
import { readKalibrCamchain } from './kalibrCamchain.ts';
import { readOpencvStorage } from './opencvStorage.ts';
import { parseOstText } from './ostText.ts';
import { isMapping } from './rosMatrix.ts';
import { cameraInfoContents } from './rosCameraInfo.ts';
import { readYaml } from './rosYaml.ts';

export type PlacedLens = FoundLens & {
  readonly form: CalibrationContents['form'] | undefined;
  readonly path: string;
};

/** Everything that the calibration files of a sequence say. */
export interface SceneCalibrationFiles {
  readonly lenses: readonly PlacedLens[];
  readonly poses: readonly PlacedPose[];
  /** Texts of lines, which name no camera. */
  readonly texts: readonly { readonly path: string; readonly text: string }[];
  /** Names of cameras, or of files, that do not tell which of several is meant. */
  readonly nameless: ReadonlySet<string>;
  /** Files that can be read and hold nothing that is known here. */
  readonly unknown: readonly string[];
  /** Files that cannot be read, whatever they are for. */
  readonly faults: readonly { readonly path: string; readonly fault: CalibrationFault }[];
}

interface Found {
  readonly lenses: PlacedLens[];
  readonly poses: SceneCalibrationFiles['poses'][number][];
  readonly texts: SceneCalibrationFiles['texts'][number][];
  readonly nameless: Set<string>;
  readonly unknown: string[];
  readonly faults: SceneCalibrationFiles['faults'][number][];
}

/** Reads JSON, YAML and texts; what form a file has is told by what is in it. */
export async function readCalibrationFiles(
  paths: readonly string[],
  folder: DatasetFolder,
): Promise<SceneCalibrationFiles> {
  const found: Found = { lenses: [], poses: [], texts: [], nameless: new Set(), unknown: [], faults: [] };
  for (const path of paths) {
    if (/\.txt$/i.test(path)) await readTextFile(path, folder, found);
    else {
      const read = await (/\.json$/i.test(path) ? readJson(path, folder) : readYaml(folder, path));
      if ('fault' in read) addFault(path, read.fault, found);
      else addContents(path, read.value, found);
    }
  }
  return found;
}

async function readTextFile(path: string, folder: DatasetFolder, found: Found): Promise<void> {
  try {
    const text = await folder.readText(path, LARGEST_CALIBRATION_BYTES);
    const value = parseOstText(text);
    if (value === undefined) found.texts.push({ path, text });
    else addContents(path, value, found);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    found.faults.push({ path, fault: faultOf(error) });
  }
}

async function readJson(
  path: string,
  folder: DatasetFolder,
): Promise<{ readonly value: unknown } | { readonly fault: CalibrationFault }> {
  const malformed = 'calibration.malformed';
  try {
    const text = await folder.readText(path, LARGEST_CALIBRATION_BYTES);
    return { value: parseJson(text, path, { malformed, mismatch: malformed }) };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { fault: faultOf(error) };
  }
}

function faultOf({ problem }: ProblemError): CalibrationFault {
  return { ...problem.params, code: 'calibration.malformed' };
}

/** The name still tells whose calibration this is. */
function addFault(path: string, fault: CalibrationFault, found: Found): void {
  found.faults.push({ path, fault });
  const ends = OPENCALIB_EXTRINSIC.exec(nameOf(path))?.groups;
  if (ends === undefined) {
    const camera = cameraOfFile(path, found);
    found.lenses.push({ camera, form: undefined, path, of: () => ({ fault }) });
  } else {
    found.poses.push({ from: ends['from']!, to: ends['to']!, pose: { fault }, form: undefined, path });
  }
}

function addContents(path: string, value: unknown, found: Found): void {
  const contents = contentsOf(value, () => cameraOfFile(path, found));
  if (contents === undefined) {
    // A list or a mapping may be anything; nothing at all, or junk that YAML takes for a text, is no calibration.
    const isAnything = isMapping(value) || Array.isArray(value);
    if (isAnything) found.unknown.push(path);
    else addFault(path, { code: 'calibration.malformed', reason: 'expectObject' }, found);
    return;
  }
  const { form, lenses, poses } = contents;
  for (const lens of lenses) {
    if (isNameless(lens.camera)) found.nameless.add(lens.camera);
    found.lenses.push({ ...lens, form, path });
  }
  for (const pose of poses) found.poses.push({ ...pose, form, path });
}

function contentsOf(value: unknown, cameraOf: () => string): CalibrationContents | undefined {
  const several = readKalibrCamchain(value) ?? readBasalt(value) ?? readOpenCalib(value);
  if (several !== undefined || !isMapping(value)) return several;
  const camera = cameraOf();
  const stored = readOpencvStorage(value, camera);
  // ROS's form has no pose, and an R that is none.
  if (stored !== undefined && stored.poses.length > 0) return stored;
  return readCamodocal(value, camera) ?? cameraInfoContents(value, camera) ?? stored;
}

/** What a file calls the one camera that it is for: by its own name, or else by that of the folder that it lies in. */
function cameraOfFile(path: string, { nameless }: Found): string {
  const own = stemOf(path).replace(/-intrinsic$|_(?:camera_)?info$/i, '');
  if (!isNameless(own)) return own;
  const folder = nameOf(folderOf(path));
  const camera = sensorWords(folder).size > 0 ? folder : own;
  nameless.add(camera);
  return camera;
}

/** Numbers alone tell nothing either: Kalibr's only camera is `cam0`. */
function isNameless(name: string): boolean {
  return [...sensorWords(name)].every((word) => /^\d+$/.test(word));
}

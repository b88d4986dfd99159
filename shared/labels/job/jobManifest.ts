import { z } from 'zod';
import { canonicalPath, nameOf } from '../../dataset/canonicalPath.ts';
import { MANIFEST_NAME } from '../../dataset/manifest.ts';
import { OWN_FOLDER, SIDECAR_ENDING, TRACKS_NAME } from '../labelPaths.ts';

/**
 * The manifest of a job: a zip that carries labels, with or without their data, from one computer to another. It says what
 * must be in it, so that a copy that is not whole is told.
 */
export const JOB_FORMAT = 'boxwright-job';
export const JOB_VERSION = 1;

/** In the zip; no file of a dataset can have its name, since those that begin with a dot are passed over. */
export const JOB_MANIFEST = `${OWN_FOLDER}/job.json`;

export const jobFileSchema = z.object({
  /** Relative to the dataset's folder. */
  path: z.string().refine(isJobPath, 'no path of a job'),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type JobFile = z.infer<typeof jobFileSchema>;

export const jobManifestSchema = z.object({
  format: z.literal(JOB_FORMAT),
  version: z.literal(JOB_VERSION),
  generator: z.object({ name: z.string(), version: z.string() }),
  /** The name of the dataset. */
  dataset: z.string(),
  /** Clouds, images and calibrations are in it, too. */
  withData: z.boolean(),
  /** By path. */
  files: z.array(jobFileSchema),
});
export type JobManifest = z.infer<typeof jobManifestSchema>;

/** Whether a file of a job is one that Boxwright writes, and so one that may be newer on the other side. */
export function isLabelPath(path: string): boolean {
  const name = nameOf(path);
  return name.endsWith(SIDECAR_ENDING) || name === TRACKS_NAME || name === MANIFEST_NAME;
}

/** Relative, `/`, NFC, inside the folder, nothing hidden: what a job may carry. */
export function isJobPath(path: string): boolean {
  return canonicalPath(path) === path && path.split('/').every((part) => !part.startsWith('.'));
}

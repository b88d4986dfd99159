/**
 * What `import … from 'boxwright'` gives: the one file that only names what others define. Within the house there are no
 * such files; those who use the library should not have to know our folders. Documented in `docs/library.md`.
 */
export type { Camera, Intrinsics } from './camera.ts';
export type * from './labels.ts';
export { LabelError, type LabelProblem } from './problem.ts';
export { project, type Pixel, type PixelRectangle, type Projection } from './project.ts';
export { readCameras, type DatasetCamera } from './readCameras.ts';
export { formatSidecar, parseSidecar, readSidecar } from './readSidecar.ts';
export { readSidecars, type FoundSidecar } from './readSidecars.ts';
export { formatTracks, parseTracks, readTracks } from './readTracks.ts';
export { validate, type Finding, type ValidateOptions, type Validation } from './validate.ts';

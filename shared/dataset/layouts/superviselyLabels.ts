import { z } from 'zod';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { folderOf } from '../canonicalPath.ts';
import type { Frame } from '../dataset.ts';
import { FileListing } from '../fileListing.ts';
import type { DatasetFolder } from '../fileTree.ts';
import { ForeignObjects } from '../foreignObjects.ts';
import type { ForeignFrameLabels, ForeignLabelReader, ForeignLabels } from '../layout.ts';
import { readEpisodeFrames } from './superviselyEpisode.ts';
import { superviselyFiles, superviselyLabelPath } from './superviselyFiles.ts';
import { addSuperviselyFigures, SuperviselyObjects } from './superviselyFigures.ts';
import { addSuperviselyFigures2d } from './superviselyFigures2d.ts';

const cloudSchema = z.looseObject({
  objects: z.array(z.unknown()).default([]),
  figures: z.array(z.unknown()).default([]),
});
const episodeSchema = z.looseObject({
  objects: z.array(z.unknown()).default([]),
  frames: z
    .array(z.looseObject({ index: z.number().int(), figures: z.array(z.unknown()).default([]) }))
    .default([]),
});
const figuresSchema = z.array(z.unknown());

export const superviselyLabels: ForeignLabels = {
  async open(folder, _dataset, sequence) {
    const files = new FileListing(await folder.list());
    const place = folderOf(folderOf(sequence.frames[0]?.id ?? ''));
    const episode = superviselyFiles(place, files).episode;
    return episode === undefined
      ? cloudReader(folder, files)
      : await episodeReader(episode, place, folder, files);
  },
};

/** Projects of single clouds: a file for each. */
function cloudReader(folder: DatasetFolder, files: FileListing): ForeignLabelReader {
  return async (frame) => {
    const path = superviselyLabelPath(frame.id);
    if (!files.has(path)) return undefined;
    const { objects: entries, figures } = parse(await folder.readText(path), path, cloudSchema);
    const objects = new SuperviselyObjects(entries);
    const found = new ForeignObjects(path, frame.name);
    addSuperviselyFigures(figures, objects, found);
    return withImages(frame, objects, found, folder, files);
  };
}

/** Episodes: one file for all frames, in which objects live on from frame to frame. Some exports wrap it in a list. */
async function episodeReader(
  path: string,
  place: string,
  folder: DatasetFolder,
  files: FileListing,
): Promise<ForeignLabelReader> {
  const episodes = parse(
    await folder.readText(path),
    path,
    z.union([z.array(episodeSchema), episodeSchema.transform((one) => [one])]),
  );
  const objects = new SuperviselyObjects(episodes.flatMap((episode) => episode.objects));
  const figures = new Map<number, unknown[]>();
  for (const { index, figures: own } of episodes.flatMap(({ frames }) => frames)) {
    figures.set(index, [...(figures.get(index) ?? []), ...own]);
  }
  const numbers = await readEpisodeFrames(superviselyFiles(place, files), folder, []);
  return (frame) => {
    const number = numbers.get(frame.id);
    const found = new ForeignObjects(path, frame.name);
    addSuperviselyFigures(figures.get(number ?? -1) ?? [], objects, found, number);
    return withImages(frame, objects, found, folder, files);
  };
}

/** Adds what was drawn on the frame's images. */
async function withImages(
  frame: Frame,
  objects: SuperviselyObjects,
  found: ForeignObjects,
  folder: DatasetFolder,
  files: FileListing,
): Promise<ForeignFrameLabels> {
  for (const { path: image, sensor } of frame.images) {
    const path = `${image}.figures.json`;
    if (!files.has(path)) continue;
    addSuperviselyFigures2d(parse(await folder.readText(path), path, figuresSchema), sensor, objects, found);
  }
  return found.finish();
}

function parse<T>(text: string, path: string, schema: z.ZodType<T>): T {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const params = { ...schemaFault(parsed.error, json) };
  throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
}

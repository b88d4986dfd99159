import type { z } from 'zod';
import { ForeignObjects } from '../../dataset/foreignObjects.ts';
import type { Problem } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { parseLabelJson } from '../common/parseLabelJson.ts';
import {
  elementSchema,
  frameSchema,
  inFrameSchema,
  outlineSchema,
  streamSchema,
  systemSchema,
  type Openlabel,
  type OpenlabelFrame,
} from './openlabelSchema.ts';

/**
 * What is sound of a file: a coordinate system, a stream, an object or a frame that is broken is named and left out.
 *
 * @throws ProblemError `labels.malformed`, `labels.schema` where it is no such file
 */
export function parseOpenlabel(text: string, path: string, problems: Problem[]): Openlabel {
  const { openlabel } = parseLabelJson(text, path, outlineSchema);
  const found = new ForeignObjects(path, 'openlabel');
  const sound = <T>(part: string, entries: Readonly<Record<string, unknown>>, schema: z.ZodType<T>) =>
    Object.fromEntries(
      Object.entries(entries).flatMap(([key, entry]): [string, T][] => {
        const parsed = schema.safeParse(entry);
        if (parsed.success) return [[key, parsed.data]];
        found.skip(`${part}.${key}`, schemaFault(parsed.error, entry));
        return [];
      }),
    );
  const frames: Record<string, OpenlabelFrame> = {};
  for (const [number, frame] of Object.entries(sound('frames', openlabel.frames, frameSchema))) {
    const objects = sound(`frames.${number}.objects`, frame.objects ?? {}, inFrameSchema);
    if (/^\d+$/.test(number)) frames[number] = { frame_properties: frame.frame_properties, objects };
    else found.skip(`frames.${number}`, { where: '', reason: 'wrongValue' });
  }
  const parsed: Openlabel = {
    metadata: openlabel.metadata,
    coordinate_systems: sound('coordinate_systems', openlabel.coordinate_systems, systemSchema),
    streams: sound('streams', openlabel.streams, streamSchema),
    objects: sound('objects', openlabel.objects, elementSchema),
    frames,
  };
  problems.push(...found.finish().problems);
  return parsed;
}

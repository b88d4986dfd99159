import { parse, v5 } from 'uuid';

/** Namespaces of our derived ids (RFC 9562, version 5). Fixed for ever: changing one renames every object. */
export const OBJECT_NAMESPACE = '3f1c7c52-6f6e-4e0a-9d5b-0c7f5b0c9a41';
export const TRACK_NAMESPACE = 'b8a4d9de-2b0f-4d0c-8f7e-51a7d9f0c663';
export const BOX2D_NAMESPACE = 'd2a9f3a4-94c5-4b41-8a3e-6c1f2b7e9d10';

/** Asked of every object that is read: as bytes, for a text would be parsed each time. */
const OBJECT_NAMESPACE_BYTES = parse(OBJECT_NAMESPACE);
const UTF8 = new TextEncoder();

/** The id of the object that a track has in a frame: uuid v5 of `<track>/<frame>`, the track in lower case. */
export function objectIdOf(trackId: string, frameId: string): string {
  return v5(UTF8.encode(`${trackId.toLowerCase()}/${frameId}`), OBJECT_NAMESPACE_BYTES);
}

/** The id of a track that was imported: uuid v5 of `<sequence>/<source id>`, so that importing again gives the same. */
export function importedTrackId(sequenceId: string, sourceId: string): string {
  return v5(`${sequenceId}/${sourceId}`, TRACK_NAMESPACE);
}

/** The id of the `index`-th box that was imported for a camera's image: uuid v5 of `<frame>/<camera>/<index>`. */
export function importedBoxId(frameId: string, camera: string, index: number): string {
  return v5(`${frameId}/${camera}/${index}`, BOX2D_NAMESPACE);
}

import { getFileNameLowLevel, type Entry } from 'yauzl';

/** The name is UTF-8. */
const UTF8_FLAG = 0x800;
/** Info-ZIP's field with the name in UTF-8. */
const UNICODE_PATH = 0x7075;

/**
 * The name of an entry of a zip as text, `/` between its parts. Names without a mark of their encoding are UTF-8 if they can
 * be, for many programs forget the mark, and else GBK: that is what Chinese systems write. Undefined for what is neither.
 */
export function entryName({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string | undefined {
  const isMarked =
    (generalPurposeBitFlag & UTF8_FLAG) !== 0 || extraFields.some(({ id }) => id === UNICODE_PATH);
  if (isMarked) return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  const name = decode(fileNameRaw, 'utf-8') ?? decode(fileNameRaw, 'gbk');
  return name?.replaceAll('\\', '/');
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

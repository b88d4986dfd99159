import { z } from 'zod';
import type { DroppedFolder, HostBridge } from '#shared/host/bridge.ts';
import { envelopeSchema } from '#shared/host/envelope.ts';
import { HostError } from '#shared/host/hostError.ts';

const droppedFolderSchema = z.object({ path: z.string() }) satisfies z.ZodType<DroppedFolder>;

/**
 * Has the host grant the folder that was dropped on the window; answers its path, which can be opened from then on.
 *
 * @throws HostError `not-found` for what is no file of this computer, `denied` for what may not be read
 */
export async function openDropped(bridge: HostBridge, file: File): Promise<string> {
  const envelope = envelopeSchema.parse(await bridge.openDropped(file));
  if (!envelope.ok) throw new HostError(envelope.error);
  return droppedFolderSchema.parse(envelope.value).path;
}

import { toHostFailure } from '#shared/host/failure.ts';
import type { Connection } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import { openFolder, sayNotOpened } from '../workspace/openFolder.ts';

/**
 * Opens a folder that is dropped anywhere on the window. Where the host cannot tell where it lies, says so; without this
 * a browser would leave the page to show what was dropped. Drags inside the page are left alone.
 */
export function listenForDrops(
  connection: Connection,
  page: Pick<Window, 'addEventListener'> = window,
): void {
  page.addEventListener('dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  page.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    // One folder is open at a time.
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void openDrop(connection, file);
  });
}

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

async function openDrop(connection: Connection, file: File): Promise<void> {
  if (connection.openDropped === undefined) {
    notify({ tone: 'info', text: (t) => t('start.dropUnsupported') });
    return;
  }
  try {
    await openFolder(connection, await connection.openDropped(file));
  } catch (error) {
    sayNotOpened(toHostFailure(error));
  }
}

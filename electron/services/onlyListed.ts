import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/**
 * The folder as it was when it was listed: a file that was not there then is `file.missing` without asking the disk,
 * which takes long for the labels that fifty thousand frames do not have. A spelling in another case is asked for, for
 * the disk may not tell them apart.
 */
export async function onlyListed(folder: DatasetFolder): Promise<DatasetFolder> {
  const listed = new Set((await folder.list()).map((path) => path.toLowerCase()));
  const check = (path: string): void => {
    if (!listed.has(path.toLowerCase())) throw missing(path);
  };
  return {
    name: folder.name,
    list: () => folder.list(),
    sha256: (text) => folder.sha256(text),
    size: async (path) => {
      check(path);
      return folder.size(path);
    },
    readText: async (path, maxBytes) => {
      check(path);
      return folder.readText(path, maxBytes);
    },
    async *readStream(path) {
      check(path);
      yield* folder.readStream(path);
    },
  };
}

/** Nobody looks at where this was thrown, and recording it for fifty thousand files takes half a second. */
function missing(path: string): ProblemError {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return new ProblemError({ code: 'file.missing', severity: 'error', path });
  } finally {
    Error.stackTraceLimit = limit;
  }
}

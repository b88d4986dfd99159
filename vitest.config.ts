import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** They replace modules, which the tests of other files would then find replaced. */
const OWN_PROCESS = ['{electron/main,electron/preload,renderer/ui,scripts}/**/*.test.{ts,tsx}'];

/** They measure time or memory, which whatever runs before in the process or beside it would be part of. */
const MEASURED = [
  'shared/dataset/{matchImages,layouts/bare}.test.ts',
  'shared/pcd-format/src/fuzz.test.ts',
  'electron/services/largeFolder.test.ts',
  'electron/loopback/{attacks,floods}.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: 'testing/setupKernels.ts',
    setupFiles: 'testing/setupSeed.ts',
    // All of them: vitest would leave one to itself, which on two means that nothing runs side by side.
    maxWorkers: availableParallelism(),
    // Against what hangs: a busy machine takes several times as long as an idle one.
    testTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['{shared,electron,renderer,samples,testing}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...OWN_PROCESS, ...MEASURED],
          // Tests leave nothing behind, and a process of its own for each file takes longer than the tests in it.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'own process', include: OWN_PROCESS } },
      // Afterwards, one by one.
      {
        extends: true,
        test: { name: 'measured', include: MEASURED, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});

import { configDefaults, defineConfig } from 'vitest/config';

const OWN_PROCESS = [
  // They replace modules, which the tests of other files would then find replaced.
  '{electron/main,electron/preload,renderer/ui,scripts}/**/*.test.{ts,tsx}',
  // They measure time or memory, which what ran before in the same process would be part of.
  'shared/dataset/{matchImages,layouts/bare}.test.ts',
  'shared/pcd-format/src/fuzz.test.ts',
  'electron/services/largeFolder.test.ts',
  'electron/loopback/{attacks,floods}.test.ts',
];

export default defineConfig({
  test: {
    environment: 'node',
    globalSetup: 'testing/setupKernels.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['{shared,electron,renderer,samples,testing}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...OWN_PROCESS],
          // Tests leave nothing behind, and a process of its own for each file takes longer than the tests in it.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'own process', include: OWN_PROCESS } },
    ],
  },
});

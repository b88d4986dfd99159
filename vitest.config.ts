import { configDefaults, defineConfig } from 'vitest/config';

/** Rooms whose tests replace modules, which the tests of other files would then find replaced. */
const REPLACING = '{electron/main,electron/preload,renderer/ui,scripts}/**/*.test.{ts,tsx}';

export default defineConfig({
  test: {
    environment: 'node',
    projects: [
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['{shared,electron,renderer,samples,testing}/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, REPLACING],
          // Tests leave nothing behind, and a process of its own for each file takes longer than the tests in it.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'own process', include: [REPLACING] } },
    ],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,samples,testing,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});

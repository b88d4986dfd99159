import { defineConfig } from 'vite';

/** Bundles the generator for Node: `npm run samples`. */
export default defineConfig({
  build: { ssr: 'samples/generate.ts', outDir: 'dist/samples', target: 'node20', emptyOutDir: true },
});

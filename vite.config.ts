import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The UI. What runs in Node is bundled by `scripts/lib/build.mjs`. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    // Electron 45 is Chromium 14x; taggers' browsers are older than that.
    target: ['chrome111', 'firefox115', 'safari16.4'],
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // One bundle from the local disk loads faster than many small ones.
    chunkSizeWarningLimit: 4096,
  },
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const outDir = path.resolve(import.meta.dirname, '../dist');

/** Bundles the page with everything it needs; its files find each other wherever it is served. */
export default defineConfig({
  base: './',
  plugins: [compressed()],
  build: {
    outDir,
    emptyOutDir: true,
    // Monaco's editor and its language services are large, and come from this machine.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: 'es' },
});

/** Lays a compressed copy beside each file: the page is opened over networks too, where seven megabytes take long. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    closeBundle() {
      const assets = path.join(outDir, 'assets');
      for (const file of readdirSync(assets)) {
        const content = readFileSync(path.join(assets, file));
        writeFileSync(path.join(assets, `${file}.gz`), gzipSync(content));
      }
    },
  };
}

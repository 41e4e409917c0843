/** What a package.json says, as far as publishing changes it. */
export interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

const left = new Set(['private', 'scripts', 'devDependencies']);

/** The manifest of the built package: it leads to JavaScript and types where the one in the repository leads to sources. */
export function publishedManifest(manifest: Manifest): Record<string, unknown> {
  const kept = Object.entries(manifest).filter(([field]) => !left.has(field));
  return { ...Object.fromEntries(kept), sideEffects: false, exports: builtExports(manifest.exports) };
}

function builtExports(sources: Manifest['exports']): Record<string, { types: string; default: string }> {
  return Object.fromEntries(
    Object.entries(sources).map(([entry, source]) => {
      const built = source.replace('./src/', './').replace(/\.ts$/, '');
      return [entry, { types: `${built}.d.ts`, default: `${built}.js` }];
    }),
  );
}

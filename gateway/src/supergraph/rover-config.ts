import manifest from '../../package.json' with { type: 'json' };
import type { SchemaFiles } from './schema-files.ts';

/** The text of `supergraph.yaml`, from which Apollo's own tools compose these subgraphs, whose files are below the root. */
export function roverConfig(files: SchemaFiles, root: URL): string {
  const entries = Object.entries(files).map(([name, { href }]) =>
    subgraphEntry(name, href.slice(root.href.length)),
  );
  return `# For Apollo's own tools: \`rover supergraph compose --config supergraph.yaml\`. Written by \`npm run supergraph\`.
federation_version: =${manifest.dependencies['@apollo/composition']}
subgraphs:
${entries.join('')}`;
}

function subgraphEntry(name: string, file: string): string {
  return `  ${name}:
    routing_url: http://${name}/graphql
    schema:
      file: ./${file}
`;
}

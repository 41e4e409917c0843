import manifest from '../../package.json' with { type: 'json' };

/** The text of `supergraph.yaml`, from which Apollo's own tools compose the subgraphs of these names. */
export function roverConfig(names: readonly string[]): string {
  return `# For Apollo's own tools: \`rover supergraph compose --config supergraph.yaml\`. Written by \`npm run supergraph\`.
federation_version: =${manifest.dependencies['@apollo/composition']}
subgraphs:
${names.map(subgraphEntry).join('')}`;
}

function subgraphEntry(name: string): string {
  return `  ${name}:
    routing_url: http://${name}/graphql
    schema:
      file: ./subgraphs/${name}/schema.graphql
`;
}

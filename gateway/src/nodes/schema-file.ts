/** The schema of the subgraph that is a part of the gateway. */
export const nodesSchemaFile = new URL('schema.graphql', import.meta.url);

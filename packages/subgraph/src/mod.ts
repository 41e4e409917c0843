export { createSubgraph, type Subgraph } from './create-subgraph.ts';
export {
  type ContextFactory,
  type ContextInput,
  type RouteTools,
  type ServerConfig,
  type SubgraphOptions,
} from './subgraph-options.ts';

export { type App, type AppOptions, createApp } from './create-app.ts';
export { createSubgraph, type Subgraph } from './create-subgraph.ts';
export type {
  LocalAnswer,
  LocalCall,
  LocalEnd,
  LocalObserver,
  LocalReply,
  LocalRequest,
  LocalSubgraph,
} from './local/local-subgraph.ts';
export { defineSubgraph, type SubgraphDefinition, type SubgraphParts } from './define-subgraph.ts';
export { joinContexts, joinResolvers } from './join-rooms.ts';
export { exportReference, personalDataContext, type PersonalDataContext } from './personal-data/context.ts';
export {
  deleteExportParts,
  purgeExportParts,
  saveExportPart,
  type ExportPart,
} from './personal-data/export-parts.ts';
export { onCustomer } from './personal-data/on-customer.ts';
export type { ErasedPerson, Person, PersonalData } from './personal-data/personal-data.ts';
export { exportOwners, createPersonalDataRoom, purgeExports } from './personal-data/room.ts';
export { restating } from './restating.ts';
export type { Room } from './room.ts';
export { runSeed, type SeedParts } from './run-seed.ts';
export { runSubgraph } from './run-subgraph.ts';
export type {
  ContextFactory,
  ContextInput,
  Identity,
  RouteTools,
  ServerConfig,
  SubgraphOptions,
} from './subgraph-options.ts';
export type { Unresolved } from './unresolved.ts';

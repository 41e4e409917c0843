import type { Identity, LocalSubgraph } from '@cartwright/subgraph';

/** Subgraphs that are parts of this process, by name. */
export type LocalSubgraphs = Readonly<Record<string, LocalSubgraph>>;

/** The parts of the store that are in this process beside the gateway. */
export interface LocalStore {
  readonly subgraphs: LocalSubgraphs;
  /** Who asks, as accounts knows it. */
  readonly identity: Pick<Identity, 'verifyToken' | 'endedSessions'>;
}

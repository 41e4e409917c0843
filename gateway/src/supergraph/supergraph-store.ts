import { readFile } from 'node:fs/promises';
import type { Logger } from '@cartwright/process';
import { loadSupergraph, type LoadedSupergraph } from './loaded-supergraph.ts';

/** The outcome of a reload. */
export type ReloadOutcome =
  | { readonly kind: 'replaced'; readonly id: string }
  | { readonly kind: 'unchanged'; readonly id: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Where the supergraph comes from, and which subgraphs this gateway can reach. */
export interface SupergraphStoreOptions {
  readonly file: string;
  /** Names of the subgraphs with an address; a supergraph with any other subgraph is refused. */
  readonly reachable: readonly string[];
  readonly logger: Logger;
  /** Whether the supergraph is this store's; it is by default. */
  readonly isOurs?: boolean;
}

/** Holds the supergraph in use and replaces it as a whole, or not at all. */
export class SupergraphStore {
  readonly #options: SupergraphStoreOptions;
  readonly #listeners = new Set<(supergraph: LoadedSupergraph) => void>();
  #current: LoadedSupergraph | undefined;

  constructor(options: SupergraphStoreOptions) {
    this.#options = options;
  }

  /** The supergraph that new requests get; undefined until the first is loaded. */
  get current(): LoadedSupergraph | undefined {
    return this.#current;
  }

  /** The supergraph that new operations get. @throws Error before the first is loaded */
  inUse(): LoadedSupergraph {
    if (this.#current === undefined) throw new Error('No supergraph is loaded yet.');
    return this.#current;
  }

  /** Calls back with the current supergraph, if any, and with each later one. */
  onChange(listener: (supergraph: LoadedSupergraph) => void): () => void {
    this.#listeners.add(listener);
    if (this.#current !== undefined) listener(this.#current);
    return () => this.#listeners.delete(listener);
  }

  /** Loads the first supergraph. @throws when the file is missing or is no valid supergraph */
  async start(): Promise<LoadedSupergraph> {
    const supergraph = this.#build(await readFile(this.#options.file, 'utf8'));
    this.#use(supergraph);
    return supergraph;
  }

  /** Reads the file again. A supergraph that cannot be used is refused and the one in use is kept. */
  async reload(): Promise<ReloadOutcome> {
    const outcome = await this.#tryReload();
    if (outcome.kind === 'refused')
      this.#options.logger.error(outcome, 'new supergraph refused, current one kept');
    if (outcome.kind === 'replaced') this.#options.logger.info(outcome, 'supergraph replaced');
    return outcome;
  }

  async #tryReload(): Promise<ReloadOutcome> {
    try {
      const sdl = await readFile(this.#options.file, 'utf8');
      if (sdl === this.#current?.sdl) return { kind: 'unchanged', id: this.#current.id };
      const supergraph = this.#build(sdl);
      this.#use(supergraph);
      return { kind: 'replaced', id: supergraph.id };
    } catch (error) {
      return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  #build(sdl: string): LoadedSupergraph {
    const { isOurs = true } = this.#options;
    const supergraph = loadSupergraph(sdl, { isOurs });
    const unknown = supergraph.subgraphNames.filter((name) => !this.#options.reachable.includes(name));
    if (unknown.length > 0) throw new Error(`No address is configured for: ${unknown.join(', ')}.`);
    return supergraph;
  }

  #use(supergraph: LoadedSupergraph): void {
    this.#current = supergraph;
    for (const listener of this.#listeners) listener(supergraph);
  }
}

import type { Domain } from '@cartwright/events';
import { byKey, isId } from '@cartwright/graph';
import { optionalViewer, type ViewerContext } from '@cartwright/identity';
import { GraphQLError } from 'graphql';
import type { FetchSubgraph } from '../execution/plan-executor.ts';
import { exceeded } from '../limits/exceeded.ts';
import { unavailable } from '../transport/unavailable.ts';
import { askHome, type Answered, type Asking, type Candidate } from './ask-home.ts';
import { nodeHomes, type NodeHome } from './node-homes.ts';

/** An object that was found, for other subgraphs to tell of. */
export interface FoundNode {
  readonly __typename: string;
  readonly id: string;
}

/** What a finder asks, and for whom. */
export interface FinderOptions {
  readonly subgraphs: Readonly<Record<string, FetchSubgraph>>;
  readonly asking: Asking;
}

type Homes = readonly (readonly [type: string, NodeHome])[];
type Loader = ReturnType<typeof byKey<string, Answered>>;

/** So many different ids are looked for in one operation: twice what one list may have. */
const mostIds = 200;
const nobody: ViewerContext = { viewer: null };

/**
 * Finds objects by their ids, for one request. An id does not tell the type, so that the subgraphs are asked: each once for all that is
 * looked for at the same time, and for nothing twice.
 */
export class NodeFinder {
  readonly #options: FinderOptions;
  readonly #loaders = new Map<Domain, Loader>();
  readonly #ids = new Set<string>();

  constructor(options: FinderOptions) {
    this.#options = options;
  }

  /**
   * Lets some more ids be looked for. Each may cost a look-up for every type that there is.
   * @throws BAD_USER_INPUT where the operation has too many different ones by now
   */
  admit(ids: readonly string[]): void {
    for (const id of ids.filter(isId)) this.#ids.add(id);
    const tooMany = exceeded('different ids of objects', this.#ids.size, mostIds);
    if (tooMany !== undefined) throw tooMany;
  }

  /**
   * The object with an id that whoever asks may see, or null: first among the types that are expected, then among all others.
   * @throws GraphQLError as a subgraph tells it, when nothing is found and one that could have it has failed
   */
  async find(id: string, expected: readonly string[]): Promise<FoundNode | null> {
    if (!isId(id)) return null;
    const homes = [...nodeHomes];
    const seen = await this.#look(
      id,
      homes.filter(([type]) => expected.includes(type)),
    );
    const found = foundIn(seen);
    if (found !== null) return found;
    const rest = await this.#look(
      id,
      homes.filter(([type]) => !expected.includes(type)),
    );
    return foundIn(rest) ?? nothingIn([...seen, ...rest]);
  }

  #look(id: string, homes: Homes): Promise<readonly (Answered | null)[]> {
    return Promise.all(homes.map(([type, home]) => this.#ask({ type, id }, home)));
  }

  async #ask(candidate: Candidate, { domain, mayFind }: NodeHome): Promise<Answered | null> {
    const { asker = nobody } = this.#options.asking;
    const isKept = mayFind !== undefined && !mayFind(asker.viewer, candidate.id);
    return isKept ? keptFrom(asker, candidate) : this.#loaderOf(domain).load(keyOf(candidate));
  }

  #loaderOf(domain: Domain): Loader {
    const known = this.#loaders.get(domain);
    if (known !== undefined) return known;
    const { subgraphs, asking } = this.#options;
    const fetch = subgraphs[domain] ?? (() => Promise.resolve(unavailable(domain)));
    const loader: Loader = byKey(
      (keys) => askHome(keys.map(candidateOf), { fetch, asking }),
      (answered) => keyOf(answered),
    );
    this.#loaders.set(domain, loader);
    return loader;
  }
}

/** What is not there for them; of a token that speaks for nobody they are told, as by the subgraphs. */
function keptFrom(asker: ViewerContext, candidate: Candidate): Answered {
  try {
    optionalViewer(asker);
    return { ...candidate, found: null, fault: undefined };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { ...candidate, found: null, fault: error };
  }
}

function keyOf({ type, id }: Candidate): string {
  return `${type}:${id}`;
}

function candidateOf(key: string): Candidate {
  const [type = '', id = ''] = key.split(':');
  return { type, id };
}

function foundIn(answers: readonly (Answered | null)[]): FoundNode | null {
  const answer = answers.find((one) => one !== null && one.found !== null);
  return answer?.found == null ? null : { __typename: answer.type, id: answer.found };
}

/** There is nothing when all have said so. */
function nothingIn(answers: readonly (Answered | null)[]): null {
  const fault = answers.find((answer) => answer?.fault !== undefined)?.fault;
  if (fault === undefined) return null;
  throw new GraphQLError(fault.message, { extensions: fault.extensions ?? {} });
}

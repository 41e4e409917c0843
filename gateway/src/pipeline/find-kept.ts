import { GraphQLError } from 'graphql';
import type { RequestContext } from '../execution/request-context.ts';
import type { KeptAnswer } from '../response-cache/kept-answer.ts';
import { differsByGroup } from '../response-cache/nobody.ts';
import type { KeptResult } from '../response-cache/response-cache.ts';
import type { OperationRunnerOptions } from './run-operation.ts';
import { keptOutcome } from './kept-outcome.ts';
import { formatRefusal } from './format-answer.ts';
import type { SingleOutcome } from './operation-outcome.ts';
import type { Soon } from './soon.ts';

/** What is kept is found with. */
export type KeptFinderOptions = Pick<
  OperationRunnerOptions,
  'responses' | 'supergraph' | 'trusted' | 'rates'
>;

/** Who asks. */
type Asker = Pick<RequestContext, 'viewer' | 'tokenFault' | 'clientAddress' | 'requestId'>;

/** The answers to requests that were answered before, by all of their bytes that can make a difference. */
export interface FindKept {
  /** The answer, or its refusal; undefined where the request has to be looked into. */
  readonly find: (request: string, asker: Asker) => Soon<SingleOutcome> | undefined;
  /** Whether there is an answer to find. */
  readonly has: (request: string) => boolean;
  /** Has the answer of a request found by its bytes from now on. */
  readonly remember: (request: string, kept: KeptAnswer) => void;
}

/**
 * Finds answers before anything of an operation is read. What holds for an operation holds for these too: the document is still
 * trusted, and the operation counts as much as when it is executed. They are no work, and need no turn.
 */
export function keptFinder(options: KeptFinderOptions): FindKept {
  const { responses, supergraph, trusted } = options;
  return {
    find: (request, asker) => {
      if (asker.tokenFault !== undefined) return undefined;
      const answered = responses?.answering(request, supergraph().id);
      if (answered === undefined || isOwn(asker, answered.kept)) return undefined;
      if (trusted?.byHash.has(answered.kept.queryHash) === false) return undefined;
      return countedAnswer(answered, asker, options);
    },
    has: (request) => responses?.has(request, supergraph().id) ?? false,
    remember: (request, kept) => responses?.remember(request, kept),
  };
}

/** Whether who asks may get another answer than everybody. */
function isOwn({ viewer }: Asker, { variesBy }: KeptAnswer): boolean {
  return viewer?.isGrouped === true && differsByGroup(variesBy);
}

function countedAnswer(
  answered: KeptResult,
  asker: Asker,
  { rates }: KeptFinderOptions,
): Soon<SingleOutcome> {
  const counting = rates.countOperation(asker, answered.kept.counted);
  return counting === undefined ? keptOutcome(answered) : answerOnce(counting, answered, asker);
}

async function answerOnce(
  counting: Promise<void>,
  answered: KeptResult,
  asker: Asker,
): Promise<SingleOutcome> {
  try {
    await counting;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return formatRefusal([error], { requestId: asker.requestId, suggestions: false });
  }
  return keptOutcome(answered);
}

import type { Answer } from '../execution/answer.ts';
import type { AdmittedOperation } from '../pipeline/admit-operation.ts';
import type { AnswerMemory } from './answer-memory.ts';
import { answerPolicy, type AnswerPolicy, type PublicPolicy } from './answer-policy.ts';
import { CacheCounts, type CacheStatus } from './cache-status.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Change } from './change.ts';
import { changedBy } from './changed-by.ts';
import type { ChangesHeard, HeardAt, Mark } from './changes-heard.ts';
import { freshnessOf } from './freshness.ts';
import { keepAnswer } from './keep-answer.ts';
import type { KeptAnswer } from './kept-answer.ts';
import { asNobody, differsByGroup, segmentOf, type Segment } from './nobody.ts';
import type { SharedAnswers } from './shared-answers.ts';
import { Waiting } from './waiting.ts';

/** Executes an operation for whoever the context says. */
export type Execute = (operation: AdmittedOperation) => Promise<Answer>;

/** An answer that everybody gets, in bytes. */
export interface KeptResult {
  readonly kind: 'kept';
  readonly kept: KeptAnswer;
  readonly status: CacheStatus;
  /** For how long it may have been out of date. */
  readonly ageSeconds: number;
}

/** An answer, and whether everybody gets it. */
export type CachedResult =
  KeptResult | { readonly kind: 'own'; readonly result: Answer; readonly status: CacheStatus };

/** Whether changes are heard of. */
export interface Hearing {
  /** When all that had changed was known last, in milliseconds: now, while changes are heard of. */
  heardUpToMs(): number;
}

/** What the cache is made of. */
export interface ResponseCacheOptions {
  readonly memory: AnswerMemory;
  readonly shared: SharedAnswers;
  readonly changes: ChangesHeard;
  readonly hearing: Hearing;
  /** In milliseconds, by the clock that gateways share. */
  readonly now: () => number;
}

interface Asked {
  readonly key: string;
  readonly segment: Segment;
  readonly operation: AdmittedOperation;
  readonly policy: PublicPolicy;
  readonly execute: Execute;
}

interface Computing {
  readonly asked: Asked;
  readonly past: KeptAnswer | undefined;
  readonly since: Mark;
  /** Aborts when nobody waits for it any more. */
  readonly gone: AbortSignal;
}

interface Flight {
  readonly answer: Promise<CachedResult>;
  readonly since: Mark;
  readonly waiting: Waiting;
}

const fromMemory: CacheStatus = { kind: 'hit', from: 'memory' };

/**
 * Answers of operations that are the same for everybody, kept until they are too old or what they follow from changes. What is
 * asked for many times at once is computed once.
 */
export class ResponseCache {
  readonly #options: ResponseCacheOptions;
  readonly #policies = new WeakMap<object, AnswerPolicy>();
  readonly #flights = new Map<string, Flight>();
  readonly counts = new CacheCounts();

  constructor(options: ResponseCacheOptions) {
    this.#options = options;
  }

  /** Answers an operation: from what is kept, or by executing it. Rejects as `execute` does. */
  async answer(operation: AdmittedOperation, execute: Execute): Promise<CachedResult> {
    const answered = await this.#answer(operation, execute);
    this.counts.count(answered.status);
    return answered;
  }

  /** The answer to a request that was answered before, by its bytes; undefined where it has to be looked into. */
  answering(request: string, supergraphId: string): KeptResult | undefined {
    const kept = this.#fresh(request, supergraphId);
    if (kept === undefined) return undefined;
    this.counts.count(fromMemory);
    return this.#hit(kept, fromMemory);
  }

  /** Whether there is one. */
  has(request: string, supergraphId: string): boolean {
    return this.#fresh(request, supergraphId) !== undefined;
  }

  /** Has an answer found by the bytes of a request. */
  remember(request: string, kept: KeptAnswer): void {
    this.#options.memory.remember(request, kept);
  }

  /** Whether changes are heard of at present. */
  get isHearing(): boolean {
    const { hearing, now } = this.#options;
    return hearing.heardUpToMs() >= now();
  }

  /** Ends what follows from something that changed. */
  hear(change: Change, at?: HeardAt): void {
    const ended = this.#options.memory.drop(this.#options.changes.note(change, at));
    this.counts.add('ended', ended);
  }

  #fresh(request: string, supergraphId: string): KeptAnswer | undefined {
    const kept = this.#options.memory.answering(request);
    return kept?.supergraphId === supergraphId && this.#freshness(kept) === 'fresh' ? kept : undefined;
  }

  async #answer(operation: AdmittedOperation, execute: Execute): Promise<CachedResult> {
    const policy = this.#policyOf(operation);
    const { context } = operation;
    if (policy.kind === 'private') return this.#bypass(operation, execute, policy.reason);
    if (context.tokenFault !== undefined) return this.#bypass(operation, execute, 'token');
    if (context.viewer?.isGrouped === true && differsByGroup(policy.variesBy))
      return this.#bypass(operation, execute, 'customer group');
    const segment = segmentOf(context.forwarded, policy.variesBy);
    const asked = { key: keyOf(operation, segment), segment, operation, policy, execute };
    const kept = this.#options.memory.get(asked.key);
    if (kept === undefined || context.wantsFresh === true) return this.#findOrExecute(asked, kept);
    const freshness = this.#freshness(kept);
    if (freshness === 'fresh') return this.#hit(kept, fromMemory);
    if (freshness !== 'renewable') return this.#findOrExecute(asked, kept);
    if (this.#joinable(asked) === undefined) {
      const { answer, waiting } = this.#fly(asked, kept);
      waiting.add(undefined);
      answer.catch(() => undefined);
    }
    return this.#hit(kept, { kind: 'stale', because: 'renewing' });
  }

  /** What is not kept may change what is. */
  async #bypass(operation: AdmittedOperation, execute: Execute, why: string): Promise<CachedResult> {
    let result: Answer | undefined;
    try {
      result = await execute(operation);
      return { kind: 'own', result, status: { kind: 'bypass', why } };
    } finally {
      if (why === 'mutation')
        for (const tag of changedBy(operation, result)) this.hear({ tag, isOfLists: true });
    }
  }

  async #findOrExecute(asked: Asked, past: KeptAnswer | undefined): Promise<CachedResult> {
    const joined = this.#joinable(asked);
    const { answer, waiting } = joined ?? this.#fly(asked, past);
    waiting.add(asked.operation.context.gone);
    const answered = await answer;
    if (joined === undefined || answered.kind === 'own') return answered;
    return this.#hit(answered.kept, { kind: 'hit', from: 'flight' });
  }

  /** One that began before a change may end with what was true before it. */
  #joinable({ key, policy, operation }: Asked): Flight | undefined {
    const flight = this.#flights.get(key);
    if (flight === undefined || flight.waiting.abandoned.aborted) return undefined;
    if (operation.context.wantsFresh === true) return undefined;
    return this.#options.changes.hasAnyChanged(policy.topics, flight.since) ? undefined : flight;
  }

  #fly(asked: Asked, past: KeptAnswer | undefined): Flight {
    const since = this.#options.changes.mark;
    const waiting = new Waiting();
    const computing = { asked, past, since, gone: waiting.abandoned };
    const flight: Flight = { since, waiting, answer: this.#compute(computing) };
    this.#flights.set(asked.key, flight);
    const land = (): void => {
      if (this.#flights.get(asked.key) === flight) this.#flights.delete(asked.key);
    };
    flight.answer.then(land, land);
    return flight;
  }

  async #compute({ asked, past, since, gone }: Computing): Promise<CachedResult> {
    const { memory, changes, hearing, now } = this.#options;
    const { key, operation, policy, segment, execute } = asked;
    const shared = operation.context.wantsFresh === true ? undefined : await this.#shared(key, since);
    if (shared !== undefined) return this.#hit(shared, { kind: 'hit', from: 'redis' });
    const askedAtMs = now();
    const heard = hearing.heardUpToMs() >= askedAtMs ? changes.heard : undefined;
    const result = await execute({
      ...operation,
      context: { ...asNobody(operation.context, segment), gone },
    });
    if (hasFailed(result)) {
      const isUsable =
        past !== undefined && this.#freshness(past) !== 'gone' && !changes.hasChanged(past.tags, since);
      if (isUsable) return this.#hit(past, { kind: 'stale', because: 'error' });
    }
    const why = unfit(result);
    if (why !== undefined) return { kind: 'own', result, status: { kind: 'miss', stored: false, why } };
    const kept = keepAnswer({ key, operation, policy, segment, result, askedAtMs, heard });
    const isOutdated = changes.hasChanged(kept.tags, since) || changes.isSettling(policy.topics, askedAtMs);
    if (!isOutdated) {
      memory.set(kept);
      void this.#options.shared.set(kept);
    }
    return this.#hit(kept, { kind: 'miss', stored: !isOutdated });
  }

  /** What another gateway has kept, if nothing that this one has heard of concerns it. */
  async #shared(key: string, since: Mark): Promise<KeptAnswer | undefined> {
    const { shared, changes, memory } = this.#options;
    const found = await shared.get(key);
    if (found?.heard === undefined || this.#freshness(found) !== 'fresh') return undefined;
    if (changes.isOutdated(found.tags, found.heard) || changes.hasChanged(found.tags, since))
      return undefined;
    memory.set(found);
    return found;
  }

  #hit(kept: KeptAnswer, status: CacheStatus): KeptResult {
    const { hearing, now } = this.#options;
    const knownAtMs = Math.max(kept.askedAtMs, Math.min(now(), hearing.heardUpToMs()));
    return { kind: 'kept', kept, status, ageSeconds: Math.max(0, Math.floor((now() - knownAtMs) / 1_000)) };
  }

  #freshness(kept: KeptAnswer) {
    return freshnessOf(kept, {
      nowMs: this.#options.now(),
      heardUpToMs: this.#options.hearing.heardUpToMs(),
    });
  }

  #policyOf({ supergraph, document, operation }: AdmittedOperation): AnswerPolicy {
    const known = this.#policies.get(operation);
    if (known !== undefined) return known;
    const { schema, cacheHints: hints } = supergraph;
    const policy = answerPolicy({ schema, hints, document, operation });
    this.#policies.set(operation, policy);
    return policy;
  }
}

/** Everything that an answer is computed from: nothing of a request that is not in here gets to the subgraphs. */
function keyOf(
  { supergraph, queryHash, operationName, ...rest }: AdmittedOperation,
  segment: Segment,
): string {
  const declared = rest.operation.variableDefinitions ?? [];
  const variables = Object.fromEntries(
    declared.map(({ variable: { name } }) => [name.value, rest.variables[name.value]]),
  );
  return canonicalJson([supergraph.id, queryHash, operationName ?? null, variables, segment]);
}

const outageCodes = new Set<unknown>(['UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

/** Whether there is no answer because something of the store is away. */
function hasFailed({ errors }: Answer): boolean {
  return errors.some(({ extensions }) => outageCodes.has(extensions['code']));
}

function unfit({ errors, data }: Answer): string | undefined {
  if (errors.length > 0) return 'errors';
  return data === undefined || data === 'null' ? 'no data' : undefined;
}

import type { Answer } from '../execution/answer.ts';
import type { AdmittedOperation } from '../pipeline/admit-operation.ts';
import { tagsIn } from './answer-places.ts';
import type { PublicPolicy } from './answer-policy.ts';
import { wholly } from './change.ts';
import type { Heard } from './changes-heard.ts';
import { keptAnswer, type KeptAnswer } from './kept-answer.ts';
import type { Segment } from './nobody.ts';

/** An answer that is about more follows from everything. */
const maxTags = 1_000;

/** An answer that everybody gets, as it was computed. */
export interface ComputedAnswer {
  readonly key: string;
  readonly operation: AdmittedOperation;
  readonly policy: PublicPolicy;
  readonly segment: Segment;
  readonly result: Answer;
  /** When it began to be computed, in milliseconds of the clock that gateways share. */
  readonly askedAtMs: number;
  /** How far changes had been heard of by then. */
  readonly heard: Heard | undefined;
}

/** What is kept of the answer to an operation: its bytes, how long they hold, and what ends them. */
export function keepAnswer(computed: ComputedAnswer): KeptAnswer {
  const { key, operation, policy, segment, result, askedAtMs, heard } = computed;
  const { queryHash, supergraph, counted } = operation;
  const { maxAgeSeconds, keptSeconds, variesBy } = policy;
  return keptAnswer({
    key,
    queryHash,
    supergraphId: supergraph.id,
    counted: { cost: counted.cost, rootFields: counted.rootFields },
    maxAgeSeconds,
    keptSeconds,
    variesBy,
    language: segment['accept-language'],
    tags: allTags(operation, policy, result.data),
    askedAtMs,
    heard,
    body: Buffer.from(`{"data":${result.data ?? 'null'}}`),
  });
}

/** The tags of an answer: of each kind, of what it is about, and of lists. */
function allTags({ variables }: AdmittedOperation, policy: PublicPolicy, data: string | undefined): string[] {
  const given = [...policy.whollyWith].flatMap(([name, tags]) => (variables[name] == null ? [] : tags));
  const found =
    policy.topics.size === 0 ? new Set<string>() : tagsIn(JSON.parse(data ?? 'null'), policy.places);
  const isAboutMuch = found.size > maxTags;
  const lists = isAboutMuch ? policy.topics : new Set([...policy.wholly, ...given]);
  const types = [...found].map((tag) => tag.slice(0, tag.lastIndexOf(':')));
  const things = isAboutMuch ? types : [...found, ...types];
  return [...new Set([...policy.topics, ...things, ...[...lists].map(wholly)])];
}

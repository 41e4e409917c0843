import { dataErasureAnswered, userDeleted, type AnsweringDomain } from '@cartwright/events';
import type { Snapshot, SnapshotErasure } from '../snapshot.ts';
import type { Moment, Violation } from '../violation.ts';

/**
 * 13. Who is erased is erased everywhere: at rest every domain that is to forget has been asked, and has answered or says what it
 * waits for, and nothing is left that names the person where a domain says that nothing is.
 */
export function erasureViolations(snapshot: Snapshot, moment: Moment): Violation[] {
  if (moment === 'at-work') return [];
  const { erasures, traces } = snapshot;
  const gone = new Set(erasures.filter(({ isErased }) => isErased).map(nameOf));
  return [
    ...neverAsked(snapshot),
    ...erasures
      .filter(({ isErased, waitsFor }) => !isErased && waitsFor === null)
      .map(({ domain, customerId }) => violation(customerId, `is not erased in ${domain}, for no reason`)),
    ...unanswered(snapshot),
    ...traces
      .filter((trace) => gone.has(nameOf(trace)))
      .map(({ domain, customerId, what }) => violation(customerId, `is erased, and ${domain} keeps ${what}`)),
  ];
}

function neverAsked({ erasures, routes }: Snapshot): Violation[] {
  const asked = new Set(erasures.map(nameOf));
  const toForget = routes.filter(({ type }) => type === userDeleted.type).map(({ domain }) => domain);
  return [...new Set(erasures.map(({ customerId }) => customerId))].flatMap((customerId) =>
    toForget
      .filter((domain) => !asked.has(nameOf({ domain, customerId })))
      .map((domain) => violation(customerId, `is erased elsewhere, and ${domain} was never asked`)),
  );
}

function unanswered({ erasures, sent }: Snapshot): Violation[] {
  const answers = new Set(sent.map(({ type, businessId }) => `${type} ${businessId}`));
  return erasures
    .filter((erasure) => !answerTo(erasure).every((answer) => answers.has(answer)))
    .map(({ domain, customerId }) => violation(customerId, `is erased in ${domain}, which has not said so`));
}

/** What a domain has to have sent; nothing where nobody waits for it. */
function answerTo({ domain, customerId, requestId, isErased }: SnapshotErasure): string[] {
  if (requestId === null || !isErased) return [];
  const { type, businessId } = dataErasureAnswered[domain as AnsweringDomain];
  return [`${type} ${businessId({ requestId, customerId, waitsFor: null })}`];
}

function nameOf({ domain, customerId }: Pick<SnapshotErasure, 'domain' | 'customerId'>): string {
  return `${domain} ${customerId}`;
}

function violation(customerId: string, what: string): Violation {
  return { invariant: 'erased-are-gone', message: `customer ${customerId} ${what}` };
}

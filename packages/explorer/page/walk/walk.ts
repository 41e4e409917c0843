import { buyerSteps } from './buyer-steps.ts';
import type { Known } from './known.ts';
import { headersOf, sessionsIn, toJson, type Sessions } from './sessions.ts';
import { staffSteps } from './staff-steps.ts';
import { nameOfStep, type Step } from './step.ts';

/** Every step, in the order of the tabs: the staff's behind the buyer's. */
export const steps: readonly Step[] = [...buyerSteps, ...staffSteps];

/** How far somebody is. */
export interface Progress {
  readonly known: Known;
  readonly sessions: Sessions;
  /** The names of the steps that were answered without an error. */
  readonly done: readonly string[];
}

/** Somebody who has not begun. */
export const beginning: Progress = { known: {}, sessions: {}, done: [] };

/** One answer, and what it answers. */
export interface Answered {
  readonly operationName: string | null | undefined;
  readonly variables: unknown;
  readonly data: unknown;
  readonly hasErrors: boolean;
}

/** What is known after an answer, of a step or of any other operation. */
export function advance(
  progress: Progress,
  { operationName, variables, data, hasErrors }: Answered,
): Progress {
  const step = stepNamed(operationName);
  const isDone = step !== undefined && !hasErrors && !isRefusal(data);
  const done = isDone ? [...new Set([...progress.done, nameOfStep(step)])] : progress.done;
  return {
    known: { ...progress.known, ...step?.learns?.(data, variables) },
    sessions: { ...progress.sessions, ...sessionsIn(data) },
    done,
  };
}

/** The step of an operation or a tab; undefined for another one. */
export function stepNamed(name: string | null | undefined): Step | undefined {
  return steps.find((step) => nameOfStep(step) === name);
}

/** What a step's tab shows below its operation. */
export function filledIn(step: Step, { known, sessions }: Progress, fresh: () => string): Filled {
  const fill = <Key extends keyof Known>(key: Key): Known[Key] | string => known[key] ?? hint(key);
  const variables = step.variables?.({ known: fill, fresh });
  return {
    variables: variables === undefined ? '' : toJson(variables),
    headers: headersOf(sessions[step.speaker]),
  };
}

/** The texts of the two lower editors. */
export interface Filled {
  readonly variables: string;
  readonly headers: string;
}

const toldBy: Readonly<Record<keyof Known, string>> = {
  variantId: 'Find something',
  cartId: 'Fill a cart',
  email: 'Register',
  deliveryCode: 'Say where it goes',
  total: 'Choose the delivery',
  orderId: 'Place the order',
  orderNumber: 'Place the order',
  bankUrl: 'Follow the order',
  fulfillmentId: 'Staff send a parcel',
};

function hint(key: keyof Known): string {
  return `filled in by: ${toldBy[key]}`;
}

/** Whether a mutation ended in one of the errors that a client acts on. */
function isRefusal(data: unknown): boolean {
  const results = typeof data === 'object' && data !== null ? Object.values(data) : [];
  return results.some((result) =>
    /Error$/.test(String((result as { __typename?: string } | null)?.__typename)),
  );
}

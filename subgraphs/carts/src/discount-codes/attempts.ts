import { judgeAttempt, type AttemptCount, type AttemptPolicy } from '@cartwright/identity';

const minuteMs = 60_000;
const tenMinutes: Pick<AttemptPolicy, 'firstMs' | 'maxMs' | 'forgetMs'> = {
  firstMs: 10 * minuteMs,
  maxMs: 10 * minuteMs,
  forgetMs: 10 * minuteMs,
};

/** Somebody whose unknown codes are counted together. */
export interface AttemptSubject {
  readonly name: string;
  readonly policy: AttemptPolicy;
}

/** Who somebody is who enters codes: whoever they are, and where they are, which many may share; in a fixed order. */
export function subjectsOf(viewerId: string, network: string | null): AttemptSubject[] {
  const viewer = { name: `viewer ${viewerId}`, policy: { free: 20, ...tenMinutes } };
  if (network === null) return [viewer];
  return [{ name: `network ${network}`, policy: { free: 200, ...tenMinutes } }, viewer];
}

/** How long somebody has to wait before they are told of another code, in milliseconds; 0 where they have not to. */
export function waitMsOf(kept: AttemptCount, policy: AttemptPolicy, now: Date): number {
  const judged = judgeAttempt(kept, policy, now);
  return judged.kind === 'refused' ? judged.waitMs : 0;
}

/** What is on record of somebody after so many more codes that there are not. */
export function countUnknown(
  kept: AttemptCount,
  { policy, unknown, now }: { readonly policy: AttemptPolicy; readonly unknown: number; readonly now: Date },
): AttemptCount {
  let record = kept;
  for (let nth = 0; nth < unknown; nth += 1) {
    const judged = judgeAttempt(record, policy, now);
    if (judged.kind === 'refused') break;
    ({ record } = judged);
  }
  return record;
}

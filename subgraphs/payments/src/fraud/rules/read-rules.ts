import { z } from 'zod';
import { defaultRules, type RiskRules } from './risk-rules.ts';
import { signalKinds } from './sighting.ts';

const velocityRule = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z_]{2,60}$/),
  by: z.enum(signalKinds),
  counts: z.enum(['payments', 'methods', 'accounts', 'declines', 'declined-methods']),
  withinMinutes: z
    .int()
    .positive()
    .max(24 * 60),
  atLeast: z.int().positive().max(100),
  decision: z.enum(['REVIEW', 'REFUSE']),
});

const given = z.strictObject({
  reviewFromMinor: z.record(z.string().regex(/^[A-Z]{3}$/), z.int().positive()).optional(),
  velocity: z.array(velocityRule).max(50).optional(),
});

/** Reads rules from JSON, such as `{"reviewFromMinor":{"EUR":200000}}`: amounts are added to the usual ones, `velocity` replaces all. */
export const riskRules = z
  .string()
  .default('')
  .transform((text, context): RiskRules => {
    const read = given.safeParse(text === '' ? {} : parsed(text));
    if (!read.success) {
      context.addIssue({ code: 'custom', message: 'expected rules of risk as JSON' });
      return z.NEVER;
    }
    const { reviewFromMinor, velocity = defaultRules.velocity } = read.data;
    return { reviewFromMinor: { ...defaultRules.reviewFromMinor, ...reviewFromMinor }, velocity };
  });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

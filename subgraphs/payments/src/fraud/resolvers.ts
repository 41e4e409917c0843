import { hasPermission } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';

/** What was thought of the risk of payments, for staff. */
export const resolvers = {
  Payment: {
    risk: ({ riskDecision: decision, riskReasons }, _arguments, { viewer }) =>
      decision === null || !hasPermission(viewer, 'FRAUD_REVIEW')
        ? null
        : { decision, reasons: [...riskReasons] },
  },
} satisfies Resolvers;

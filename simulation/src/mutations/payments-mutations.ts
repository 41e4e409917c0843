import type { Mutation } from '@cartwright/mutations';

const src = 'subgraphs/payments/src';

/** Faults in payments and in its calls to the provider. */
export const paymentsMutations: readonly Mutation[] = [
  {
    name: 'a late success is ignored: a cancelled payment is not pursued',
    file: `${src}/charging/rules/next-call.ts`,
    replace: "      if (goal === 'CANCEL') return 'void';\n      if (submitted) return 'lookup';",
    by: "      if (goal === 'CANCEL') return null;\n      if (submitted) return 'lookup';",
  },
  {
    name: 'a late success ends the cancellation',
    file: `${src}/charging/rules/apply-fact.ts`,
    replace: "...become(payment, 'AUTHORIZED', goal === 'AUTHORIZE' ? 'NONE' : goal),",
    by: "...become(payment, 'AUTHORIZED', 'NONE'),",
  },
  {
    name: 'a late capture is kept',
    file: `${src}/charging/rules/apply-fact.ts`,
    replace: "...become(payment, 'CAPTURED', isCancelled ? 'CANCEL' : 'NONE'),",
    by: "...become(payment, 'CAPTURED', 'NONE'),",
  },
  {
    name: 'a payment that the buyer must confirm is not undone',
    file: `${src}/charging/rules/next-call.ts`,
    replace: "      return goal === 'CANCEL' ? 'void' : 'lookup';\n    case 'PENDING'",
    by: "      return goal === 'CANCEL' ? null : 'lookup';\n    case 'PENDING'",
  },
  {
    name: 'a captured payment is not refunded',
    file: `${src}/charging/rules/next-call.ts`,
    replace: "return goal === 'CANCEL' ? 'refund' : null;",
    by: 'return null;',
  },
  {
    name: 'cancelled is answered before the provider has voided',
    file: `${src}/charging/rules/request-cancel.ts`,
    replace: "      return { payment: { ...payment, goal: 'CANCEL' }, messages: [] };",
    by: "      return { payment: { ...payment, goal: 'CANCEL' }, messages: [cancelled(payment, 'voided')] };",
  },
  {
    name: 'no tombstone in payments',
    file: `${src}/charging/use-cases/cancel-payment.ts`,
    replace: '      await payments.leaveTombstone({ paymentId, orderId });\n',
    by: '',
  },
  {
    name: 'the tombstone is ignored',
    file: `${src}/charging/use-cases/authorize-payment.ts`,
    replace: '    if (await payments.hasTombstone(id)) return;\n',
    by: '',
  },
  {
    name: 'a capture is asked for after a cancel',
    file: `${src}/charging/rules/request-capture.ts`,
    replace: "  if (payment.goal === 'CANCEL') return { payment: found, messages: [] };\n",
    by: '',
  },
  {
    name: 'the idempotency key does not reach the provider',
    file: `${src}/provider/adapters/simulator-provider.ts`,
    replace: "readAuthorize(await ask('POST', '/v1/payments', { idempotencyKey, body })),",
    by: "readAuthorize(await ask('POST', '/v1/payments', { idempotencyKey: idempotencyKey.slice(0, 0), body })),",
  },
  {
    name: 'each try has an idempotency key of its own',
    file: `${src}/charging/use-cases/ask-provider.ts`,
    replace: 'idempotencyKey: `${reference}:${call}`',
    by: 'idempotencyKey: `${reference}:${call}:${payment.attempts}`',
  },
  {
    name: 'a provider that does not answer has declined',
    file: `${src}/charging/use-cases/pursue-payment.ts`,
    replace: '    if (!(error instanceof ProviderUnavailable)) throw error;\n',
    by: "    if (!(error instanceof ProviderUnavailable)) throw error;\n    if (call === 'authorize')\n      return () => Promise.resolve({ type: 'declined', code: 'timeout', reason: 'No answer.', retry: 'NONE' });\n",
  },
  {
    name: 'a provider that does not answer is not asked again',
    file: `${src}/charging/use-cases/postpone-payment.ts`,
    replace: 'await payments.savePayment(payment, { attempts: attempts + 1, nextAttemptAt });',
    by: 'await payments.savePayment(payment, { attempts: attempts + 1, nextAttemptAt: nextAttemptAt && null });',
  },
  {
    name: 'a payment is not looked after when its process dies',
    file: `${src}/charging/use-cases/authorize-payment.ts`,
    replace: 'await payments.beginPayment(payment, leaseEnd(now()));',
    by: 'await payments.beginPayment(payment, new Date(now().getTime() + 15e9));',
    harmlessBecause:
      'the command is acknowledged after the first pursuit, and sent again by a checkout that gets no answer',
  },
  {
    name: 'an older state overwrites a newer one',
    file: `${src}/charging/rules/apply-fact.ts`,
    replace: '  if (!isUndecided(found)) return unchanged(found);\n',
    by: '',
  },
  {
    name: 'the amount is wrong',
    file: `${src}/charging/use-cases/ask-provider.ts`,
    replace:
      'const details = { orderReference: orderId, amountMinor, currency, token: methodToken, returnUrl };',
    by: 'const details = { orderReference: orderId, amountMinor: amountMinor + 1, currency, token: methodToken, returnUrl };',
  },
  {
    name: 'no receipt',
    file: `${src}/charging/use-cases/record-fact.ts`,
    replace: '  if (issueReceipt) await receipts.issueReceipt(paymentId);\n',
    by: '',
  },
  {
    name: 'no credit note',
    file: `${src}/charging/use-cases/record-fact.ts`,
    replace: '  if (isRefunded) await receipts.issueCreditNote(paymentId);\n',
    by: '',
  },
  {
    name: 'the messages of a fact are not sent',
    file: `${src}/charging/use-cases/record-fact.ts`,
    replace: '  for (const outgoing of messages) send(outgoing);\n',
    by: '  for (const outgoing of messages) if (made !== null) send(outgoing);\n',
  },
];

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
    file: `${src}/charging/use-cases/cancel-payments.ts`,
    replace: '  await payments.leaveTombstones(commands.filter(({ paymentId }) => !found.has(paymentId)));\n',
    by: '',
  },
  {
    name: 'the tombstone is ignored',
    file: `${src}/charging/use-cases/authorize-payments.ts`,
    replace: 'return customerId === undefined ? [] : [{ ...order, customerId }];',
    by: 'return [{ ...order, customerId: customerId ?? order.customerId }];',
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
    replace: "readAuthorize(await ask('POST', '/v1/payments', { idempotencyKey, body, patienceMs })),",
    by: "readAuthorize(await ask('POST', '/v1/payments', { idempotencyKey: idempotencyKey.slice(0, 0), body, patienceMs })),",
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
    replace: "    return { type: 'unanswered' };\n",
    by: "    if (call === 'authorize') return { type: 'declined', code: 'timeout', reason: 'No answer.', retry: 'NONE' };\n    return { type: 'unanswered' };\n",
  },
  {
    name: 'a provider that does not answer is not asked again',
    file: `${src}/charging/rules/settle.ts`,
    replace: 'next: retryOf(found, now),',
    by: 'next: { ...retryOf(found, now), nextAttemptAt: null as never },',
  },
  {
    name: 'a payment is not looked after when its process dies',
    file: `${src}/charging/use-cases/authorize-payments.ts`,
    replace: 'const leaseEndsAt = leaseEnd(now());',
    by: 'const leaseEndsAt = new Date(now().getTime() + 15e9);',
    harmlessBecause:
      'a checkout that gets no answer gives up, and has its payment undone, which is looked after',
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
    file: `${src}/charging/use-cases/record-facts.ts`,
    replace: '  await receipts.issueReceipts(idsOf(settled.filter(({ issueReceipt }) => issueReceipt)));\n',
    by: '',
  },
  {
    name: 'no credit note',
    file: `${src}/charging/use-cases/record-facts.ts`,
    replace: '  await receipts.issueCreditNotes(idsOf(settled.filter(isRefunded)));\n',
    by: '',
  },
  {
    name: 'the messages of a fact are not sent',
    file: `${src}/charging/use-cases/record-facts.ts`,
    replace: '  for (const { messages } of changed) for (const outgoing of messages) send(outgoing);\n',
    by: '  settled.forEach((one, index) => {\n    if (told[index]?.made !== null) for (const outgoing of one?.messages ?? []) send(outgoing);\n  });\n',
  },
  {
    name: 'what is told of one payment of a batch is recorded of another',
    file: `${src}/charging/use-cases/record-facts.ts`,
    replace: '    const learnt = news[index];\n',
    by: '    const learnt = news[index - (index % 2)];\n',
  },
  {
    name: 'two facts of one payment are recorded in one batch',
    file: `${src}/charging/use-cases/pursuits.ts`,
    replace: '=> paymentId,',
    by: '=> `${paymentId} ${dependencies.newId()}`,',
    harmlessBecause: 'what the later fact overwrites is asked for again, and applied then',
  },
  {
    name: 'captures of a batch are taken for each other',
    file: `${src}/charging/use-cases/capture-payments.ts`,
    replace: 'const answer = answers.get(command.paymentId);',
    by: 'const answer = [...answers.values()][0];',
  },
  {
    name: 'a payment that is being undone is captured',
    file: `${src}/charging/use-cases/ask-early.ts`,
    replace: "      if (nextCall(requested) !== 'capture') return [];\n",
    by: "      if (nextCall(requested) === null || requested.state !== 'AUTHORIZED') return [];\n",
    harmlessBecause: 'what is captured while it is being undone is refunded',
  },
  {
    name: 'only the first of several payments that were cancelled early is kept from beginning',
    file: `${src}/charging/use-cases/cancel-payments.ts`,
    replace: 'commands.filter(({ paymentId }) => !found.has(paymentId))',
    by: 'commands.filter(({ paymentId }) => !found.has(paymentId)).slice(0, 1)',
  },
];

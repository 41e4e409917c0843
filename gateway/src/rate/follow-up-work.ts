/**
 * For how many milliseconds a mutation keeps its seat after it was answered, for the work that it has set off in other subgraphs by
 * its messages: an order is answered in 20 ms and then takes ten times as much, wherever nobody waits in line. Kubernetes' API
 * server does likewise for what changes have its watchers do.
 * https://kubernetes.io/docs/concepts/cluster-administration/flow-control/#seats-occupied-by-a-request
 */
const followUpMs: ReadonlyMap<string, number> = new Map([
  ['orderPlace', 500],
  ['orderCancel', 150],
  ['orderPaymentRetry', 500],
  ['customerRegister', 100],
]);

/** The same for all of an operation. */
export function followUpMsOf(rootFields: readonly string[]): number {
  return rootFields.reduce((sum, name) => sum + (followUpMs.get(name) ?? 0), 0);
}

import type { BenchStore } from './open-bench-store.ts';

/** Does something while the store's gateway runs with other variables; the others of production stay. */
export async function withGateway<Result>(
  { store }: BenchStore,
  env: Readonly<Record<string, string>>,
  work: () => Promise<Result>,
): Promise<Result> {
  const gateway = store.process('gateway');
  await gateway.restart(env);
  try {
    return await work();
  } finally {
    await gateway.restart();
  }
}

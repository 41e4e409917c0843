import type { TestProject } from 'vitest/node';
import { startStore } from './start-store.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The GraphQL endpoint of the store that this run of the tests has for itself. */
    graphqlUrl: string;
    mailboxUrl: string;
    simulatorUrl: string;
  }
}

/** vitest's global setup of the project `e2e`: one whole store for the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const store = await startStore();
  project.provide('graphqlUrl', store.graphqlUrl);
  project.provide('mailboxUrl', store.mailboxUrl);
  project.provide('simulatorUrl', store.simulatorUrl);
  return () => store.stop();
}

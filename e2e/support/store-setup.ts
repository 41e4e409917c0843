import { domains, type Domain } from '@cartwright/events';
import { useStoreTemplate } from '@cartwright/stack/store-template';
import { startTestStore } from '@cartwright/stack/test-store';
import path from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The GraphQL endpoint of this test run's own store. */
    graphqlUrl: string;
    mailboxUrl: string;
    simulatorUrl: string;
    /** The superuser's. */
    postgresUrl: string;
    /** Where its processes and servers log, a file each. */
    logDirectory: string;
    /** The database of each domain. */
    databaseUrls: Record<Domain, string>;
    /** Where each subgraph listens. */
    subgraphUrls: Record<Domain, string>;
  }
}

/** vitest's global setup of the project `e2e`: one whole store for the run, and what all stores of the run begin with. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const removeTemplate = await useStoreTemplate();
  const store = await startTestStore();
  project.provide('graphqlUrl', store.graphqlUrl);
  project.provide('mailboxUrl', store.mailboxUrl);
  project.provide('simulatorUrl', store.simulatorUrl);
  project.provide('postgresUrl', store.services.postgres.url);
  project.provide('logDirectory', path.join(path.dirname(store.mailDirectory), 'logs'));
  const urls = domains.map((domain) => [domain, store.databaseUrl(domain)] as const);
  project.provide('databaseUrls', Object.fromEntries(urls) as Record<Domain, string>);
  const listeners = domains.map((domain) => [domain, store.process(domain).url] as const);
  project.provide('subgraphUrls', Object.fromEntries(listeners) as Record<Domain, string>);
  return async () => {
    await store.stop();
    removeTemplate();
  };
}

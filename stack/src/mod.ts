export type { StoreProcess } from './processes/store-process.ts';
export { loadSecrets, type Secrets } from './secrets.ts';
export { replicaNames, type Replicas } from './store/plan-options.ts';

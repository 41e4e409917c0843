export { createUrqlClient, storeCache, type UrqlClientOptions } from './create-urql-client.ts';

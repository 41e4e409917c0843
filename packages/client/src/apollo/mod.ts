export { cacheOptions, createApolloClient, type ApolloClientOptions } from './create-apollo-client.ts';

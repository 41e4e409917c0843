import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface StockGateway {
  /** Where `@apollo/gateway` and `@apollo/server` are installed. */
  readonly directory: string;
  readonly supergraphSdl: string;
}

interface ApolloServerModule {
  readonly ApolloServer: new (options: object) => object;
}
interface StandaloneModule {
  readonly startStandaloneServer: (server: object, options: object) => Promise<{ readonly url: string }>;
}
interface GatewayModule {
  readonly ApolloGateway: new (options: object) => object;
}

/** Apollo's gateway as its documentation starts it, in production mode and without reports. */
async function start({ directory, supergraphSdl }: StockGateway): Promise<number> {
  const require = createRequire(path.join(directory, 'package.json'));
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
  const { ApolloGateway } = (await load('@apollo/gateway')) as GatewayModule;
  const { ApolloServer } = (await load('@apollo/server')) as ApolloServerModule;
  const { startStandaloneServer } = (await load('@apollo/server/standalone')) as StandaloneModule;
  const gateway = new ApolloGateway({ supergraphSdl });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return Number(new URL(url).port);
}

process.once('message', (message: StockGateway) => void start(message).then((port) => process.send?.(port)));
process.on('disconnect', () => process.exit());

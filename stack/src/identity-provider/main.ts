import { once } from 'node:events';
import { createLogger, readConfig, runProcess } from '@cartwright/process';
import { configSchema } from './config.ts';
import { sampleProvider } from './sample-provider.ts';

const config = readConfig(configSchema);
const logger = createLogger({ name: 'identity-provider', level: config.LOG_LEVEL });

await runProcess({
  name: 'identity-provider',
  logger,
  start: async () => {
    const provider = sampleProvider({
      issuer: config.ISSUER,
      clientId: config.CLIENT_ID,
      clientSecret: config.CLIENT_SECRET,
      redirectUris: config.REDIRECT_URIS,
    });
    const server = provider.listen(config.PORT, config.HOST);
    await once(server, 'listening');
    logger.info({ issuer: config.ISSUER }, 'the identity provider is listening');
    const close = async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    };
    return { close };
  },
});

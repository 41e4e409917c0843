import { createLogger, readConfig, runProcess } from '@cartwright/process';
import { configSchema } from './config.ts';
import { startMailbox } from './start-mailbox.ts';

const config = readConfig(configSchema);
const logger = createLogger({ name: 'mailbox', level: config.LOG_LEVEL });

await runProcess({
  name: 'mailbox',
  logger,
  start: async () => {
    const mailbox = await startMailbox({
      host: config.HOST,
      port: config.PORT,
      smtpPort: config.SMTP_PORT,
      directory: config.MAIL_DIR,
      publicUrl: config.PUBLIC_URL,
      hasPages: config.NODE_ENV !== 'production',
      logger,
    });
    logger.info({ url: mailbox.url, smtpPort: config.SMTP_PORT }, 'the mailbox is listening');
    return mailbox;
  },
});

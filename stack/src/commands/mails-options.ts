import { defineCommand, wholeNumber } from '@cartwright/command-line';

/** The options of `npm run mails`. */
export interface MailsOptions {
  /** What an address of a recipient has to contain. */
  readonly to?: string;
  /** How many of the newest. */
  readonly last: number;
}

/** Reads the command line. */
export function mailsOptions(args: readonly string[]): MailsOptions {
  const command = defineCommand(
    'npm run mails --',
    'Prints the newest mails of the store in production mode.',
  )
    .option('--to <address>', 'only mails to an address that contains this')
    .option('--last <n>', 'how many', wholeNumber({ max: 1000 }), 5);
  return command.parse(args, { from: 'user' }).opts<MailsOptions>();
}

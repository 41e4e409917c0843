import { defineCommand, wholeNumber } from '@cartwright/command-line';

/** The options of `npm start`. */
export interface StartOptions {
  /** How many products the sample data has; undefined for the default, or what is there already. */
  readonly products?: number;
  /** The gateway's port; undefined for 4000 or the next free one. */
  readonly port?: number;
}

/** Reads the command line. */
export function startOptions(args: readonly string[]): StartOptions {
  const command = defineCommand('npm start --', 'Opens a whole store on this machine, until Ctrl-C.')
    .option('--products <n>', 'how many products the sample data has', wholeNumber({ max: 10_000_000 }))
    .option('--port <n>', 'the port of the GraphQL endpoint', wholeNumber({ max: 65_535 }));
  return command.parse(args, { from: 'user' }).opts<StartOptions>();
}

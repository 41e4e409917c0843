import { defineCommand, Option, valueOf, wholeNumber } from '@cartwright/command-line';
import { isBlockedPort } from '@cartwright/servers';
import { parseHost } from '../addresses/parse-host.ts';
import { parsePublicUrl } from '../addresses/parse-public-url.ts';

/** The options of `npm start`. */
export interface StartOptions {
  /** How many products the sample data has; undefined for the default, or what is there already. */
  readonly products?: number;
  /** The gateway's port; undefined for 4000 or the next free one. */
  readonly port?: number;
  /** What the gateway listens on; undefined for 127.0.0.1. */
  readonly host?: string;
  /** Where people reach it, without a slash at its end; undefined for host and port. */
  readonly publicUrl?: string;
  /** As production wants it: secrets of its own, strict limits, no pages for developers, staff with a second factor. */
  readonly production?: boolean;
  /** The gateway and the subgraphs as one process. */
  readonly oneProcess?: boolean;
}

/** Reads the command line. */
export function startOptions(args: readonly string[]): StartOptions {
  const command = defineCommand('npm start --', 'Opens a whole store on this machine, until Ctrl-C.')
    .option('--products <n>', 'how many products the sample data has', wholeNumber({ max: 10_000_000 }))
    .option('--port <n>', 'the port of the GraphQL endpoint', valueOf(readPort))
    .addOption(
      new Option(
        '--host <address>',
        'what it listens on: 0.0.0.0 opens the store to the network of this machine',
      )
        .argParser(valueOf(parseHost))
        .env('CARTWRIGHT_HOST'),
    )
    .addOption(
      new Option('--public-url <url>', 'where people reach it, behind a tunnel or proxy')
        .argParser(valueOf(parsePublicUrl))
        .env('CARTWRIGHT_PUBLIC_URL'),
    )
    .option(
      '--production',
      'as production wants it: secrets and data of its own, strict limits, no explorer, staff with a second factor',
    )
    .option(
      '--one-process',
      'the gateway and the six subgraphs as one process, which call each other by value',
    );
  const { host, publicUrl, ...others } = command.parse(args, { from: 'user' }).opts<StartOptions>();
  return { ...others, ...(host && { host }), ...(publicUrl && { publicUrl }) };
}

function readPort(text: string): number {
  const port = wholeNumber({ max: 65_535 })(text);
  if (isBlockedPort(port)) throw new Error(`No browser opens port ${port}.`);
  return port;
}

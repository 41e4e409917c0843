import { defineCommand } from '@cartwright/command-line';

/** The options of `npm run attack`. */
export interface AttackOptions {
  /** Switches each guard off in turn, and needs an attack that then succeeds. */
  readonly mutants: boolean;
  /** Words of which a row's name or threat must contain one; every row when empty. */
  readonly only: readonly string[];
}

/** Reads the command line. */
export function attackOptions(args: readonly string[]): AttackOptions {
  return defineCommand('npm run attack --', 'Attacks a store of its own while somebody shops in it.')
    .option('--mutants', 'switch each guard off in turn: an attack must then succeed', false)
    .option(
      '--only <words>',
      'the rows whose name or risk contains one of these, separated by commas',
      words,
      [],
    )
    .parse(args, { from: 'user' })
    .opts<AttackOptions>();
}

function words(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}

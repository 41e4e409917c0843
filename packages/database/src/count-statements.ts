/** Collects the statements of a database that is opened with its `onStatement`. */
export interface StatementCounter {
  readonly onStatement: (sql: string) => void;
  /** What was sent since the last `reset`, without BEGIN, COMMIT and the like, and without what loops send by themselves at any time. */
  readonly statements: () => readonly string[];
  readonly reset: () => void;
}

const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|DEALLOCATE)\b/i;
/** What is due or over by now, and what the relay of messages looks for and marks; nothing that travels with another statement. */
const ofLoops =
  /^(?!\s*WITH change).*(?:_(?:at|until)"? <=? (?:\$|now)|"revoked_at" >=|published_at IS NULL|messaging\.relay_state|personal_data\.|clock_timestamp\(\))/is;

/** A counter for tests: `openDatabase(url, { onStatement: counter.onStatement })`. */
export function countStatements(): StatementCounter {
  let sent: string[] = [];
  return {
    onStatement: (sql) => {
      if (!transactionControl.test(sql) && !ofLoops.test(sql)) sent.push(sql);
    },
    statements: () => sent,
    reset: () => {
      sent = [];
    },
  };
}

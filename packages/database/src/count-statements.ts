/** Collects the statements of a database that is opened with its `onStatement`. */
export interface StatementCounter {
  readonly onStatement: (sql: string) => void;
  /** What was sent since the last `reset`, without BEGIN, COMMIT and the like. */
  readonly statements: () => readonly string[];
  readonly reset: () => void;
}

const transactionControl = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|DEALLOCATE)\b/i;

/** A counter for tests: `openDatabase(url, { onStatement: counter.onStatement })`. */
export function countStatements(): StatementCounter {
  let sent: string[] = [];
  return {
    onStatement: (sql) => {
      if (!transactionControl.test(sql)) sent.push(sql);
    },
    statements: () => sent,
    reset: () => {
      sent = [];
    },
  };
}

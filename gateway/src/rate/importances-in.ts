import type { Importance } from '@cartwright/process';
import { Kind, parse, type DocumentNode } from 'graphql';
import { rootFieldNames } from '../limits/root-field-names.ts';
import { importanceOf } from './field-importance.ts';

/** How important the operations of a document are, by name; the only one of a document is there without its name, too. */
export function importancesIn(text: string): ReadonlyMap<string, Importance> {
  const document = parsed(text);
  const operations = (document?.definitions ?? []).filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const importances = new Map<string, Importance>();
  for (const operation of operations) {
    const rootFields = document === undefined ? [] : rootFieldNames(operation, document);
    const importance = importanceOf({ type: operation.operation, rootFields });
    importances.set(operation.name?.value ?? '', importance);
    if (operations.length === 1) importances.set('', importance);
  }
  return importances;
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { noLocation: true });
  } catch {
    return undefined;
  }
}

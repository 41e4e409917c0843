import { badUserInput } from '@cartwright/errors';
import { readPage, toConnection, type Connection, type ConnectionArguments } from '@cartwright/graph';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import { readProductTypes } from '../../product-types/door.ts';
import { countTasks, listTasks, type PageTable, type TaskSlice } from '../repository/tasks.ts';
import { readOutdatedOfTypes, textsOfType } from '../repository/texts.ts';
import { readLanguage } from '../rules/read-language.ts';
import {
  isTask,
  taskOf,
  type TaskFilter,
  type TranslationState,
  type TranslationTask,
} from '../rules/tasks.ts';
import type { TranslatedType } from '../rules/texts.ts';

/** What of which kind is to be translated into which language. */
export interface TasksRequest extends ConnectionArguments {
  readonly ownerType: TranslatedType;
  readonly language: string;
  readonly filters?: { readonly states?: readonly TranslationState[] | null | undefined } | null | undefined;
}

/** What of a kind is to be translated. */
export interface ShownTask extends TranslationTask {
  readonly ownerType: TranslatedType;
  readonly language: string;
}

type Dependencies = Pick<Parts, 'database'>;

const bothStates = ['MISSING', 'OUTDATED'] as const;
const tables: Readonly<Record<Exclude<TranslatedType, 'PRODUCT_TYPE'>, PageTable>> = {
  PRODUCT: 'products',
  CATEGORY: 'categories',
  COLLECTION: 'collections',
  BRAND: 'brands',
};

/** A page of what is to be translated. @throws BAD_USER_INPUT for no language to translate into, and for a bad size or cursor */
export async function readTasks(
  dependencies: Dependencies,
  { ownerType, language: asked, filters, ...args }: TasksRequest,
): Promise<Connection<ShownTask>> {
  const language = readLanguage(asked);
  if (language === undefined)
    throw badUserInput('Please give one of `shop { languages }` but the first.', 'language');
  const chosen = bothStates.filter((state) => filters?.states?.includes(state) ?? false);
  const states = chosen.length === 0 ? bothStates : chosen;
  const page = readPage(args, {
    identity: ['translation tasks', ownerType, language, [...states]],
    key: z.uuid(),
  });
  const { fetchSize: size, direction, cursor: after } = page;
  const filter = { language, states };
  const { list, count } = tasksIn(dependencies, ownerType, filter);
  const rows = await list({ size, direction, after });
  return toConnection({
    page,
    rows: rows.map((task) => ({ ...task, ownerType, language })),
    keyOf: ({ id }) => id,
    totalCount: count,
  });
}

interface Tasks {
  readonly list: (slice: TaskSlice) => Promise<TranslationTask[]>;
  readonly count: () => Promise<number>;
}

function tasksIn(dependencies: Dependencies, type: TranslatedType, filter: TaskFilter): Tasks {
  const { statements } = dependencies.database;
  if (type === 'PRODUCT_TYPE') return tasksOfTypes(dependencies, filter);
  const of = { ...filter, table: tables[type] };
  return { list: (slice) => listTasks(statements, of, slice), count: () => countTasks(statements, of) };
}

/** There are so few product types that all are read. */
function tasksOfTypes({ database: { statements } }: Dependencies, filter: TaskFilter): Tasks {
  const all = async () => {
    const outdated = await readOutdatedOfTypes(statements);
    return (await readProductTypes(statements))
      .map((type) => taskOf(type, textsOfType(type, outdated), filter.language))
      .filter((task) => isTask(task, filter))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  };
  return {
    list: async ({ size, after, direction }) => {
      const ordered = direction === 'forward' ? await all() : (await all()).toReversed();
      const isBeyond = ({ id }: TranslationTask) =>
        after === null || (direction === 'forward' ? id > after : id < after);
      return ordered.filter(isBeyond).slice(0, size);
    },
    count: async () => (await all()).length,
  };
}

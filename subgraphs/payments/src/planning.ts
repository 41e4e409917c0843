/** How PostgreSQL plans what payments sends: all of it is found by keys, or by a few words in an index. */
export const planning = { plansOnce: true, looksUp: true } as const;

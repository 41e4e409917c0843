/** The variable in which a process that is started with faults finds them, as JSON. */
export const mutationVariable = 'CARTWRIGHT_MUTATIONS';

/** So many at a time, so that it is the limits that a row meets, and not what one machine can do. */
const lanes = 100;

/** Sends this often, many at a time; the answers as they came. */
export async function together<Answer>(
  count: number,
  send: (at: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) answers.push(await send(at));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return answers;
}
